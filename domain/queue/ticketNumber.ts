import type { Lane } from '../lane';

const letters: Readonly<Record<Lane, string>> = {
  appointment: 'A',
  'walk-in': 'B',
  enterprise: 'E',
  urgent: 'U',
  student: 'S',
  kiosk: 'K',
};

/** What the ticket says and the loudspeaker calls: `A012`. The number alone is unique at a hall on a day. */
export function formatTicketNumber(lane: Lane, number: number): string {
  return `${letters[lane]}${String(number).padStart(3, '0')}`;
}
