import type { Ticket } from '../../contract/tickets';
import type { SettingsStore } from '../stores/SettingsStore';
import { hallParts } from './dates';

type T = SettingsStore['t'];

/** What the owner of a ticket does now, in a sentence. */
export function ticketSentence(
  t: T,
  { status, window = 0, calledAgain, comeNow, ahead = 0 }: Ticket,
): string {
  if (status === 'called') return t(calledAgain ? 'ticket.calledAgain' : 'ticket.called', { window });
  if (status === 'serving') return t('ticket.serving', { window });
  if (status !== 'waiting') return t(`ticket.status.${status}`);
  if (comeNow) return t('ticket.comeNow');
  return ahead === 0 ? t('ticket.next') : t('ticket.ahead', { count: ahead });
}

/** How long it takes, as minutes and as times of day, which stay true while the phone has no network. */
export function waitingSentence(t: T, { status, wait, asOf }: Ticket): string | undefined {
  if (status !== 'waiting') return undefined;
  if (wait === undefined) return t('ticket.waitUnknown');
  const timeIn = (minutes: number) =>
    hallParts(new Date(Date.parse(asOf) + minutes * 60_000).toISOString()).time;
  return t('ticket.wait', { ...wait, start: timeIn(wait.from), end: timeIn(wait.to) });
}
