import type { Lane } from '../lane';

const letters: Readonly<Record<Lane, string>> = {
  appointment: 'A',
  'walk-in': 'B',
  enterprise: 'E',
  urgent: 'U',
  student: 'S',
  kiosk: 'K',
};

/**
 * What the ticket says and the loudspeaker calls: `A012`, by the lane in which it was drawn, which stays when the
 * ticket is sent to another. The number alone is unique at a hall on a day.
 */
export function formatTicketNumber(drawnLane: Lane, number: number): string {
  return `${letters[drawnLane]}${String(number).padStart(3, '0')}`;
}
