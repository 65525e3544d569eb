import { accept, type Outcome, refuse } from '../outcome';
import type { QueueRules } from './queueRules';

/** How somebody shows that they are at a hall or will be soon. */
export type Presence =
  | { readonly kind: 'at-hall' }
  | { readonly kind: 'near'; readonly distanceMetres: number }
  | { readonly kind: 'arriving'; readonly inMinutes: number };

/** Metres that a person comes nearer in a minute, by bus and on foot (assumption). */
const METRES_PER_MINUTE = 200;

type PresenceRules = Pick<QueueRules, 'ticketWithinMetres' | 'arriveWithinMinutes'>;

/** Minutes after which they can be called, 0 at the hall; refuses someone who is too far away to be there in time. */
export function decidePresence(presence: Presence, rules: PresenceRules): Outcome<number> {
  if (presence.kind === 'at-hall') return accept(0);
  if (presence.kind === 'arriving') {
    return presence.inMinutes <= rules.arriveWithinMinutes
      ? accept(presence.inMinutes)
      : refuse('TOO_FAR_FOR_TICKET', { arriveWithinMinutes: rules.arriveWithinMinutes });
  }
  const { distanceMetres } = presence;
  return distanceMetres <= rules.ticketWithinMetres
    ? accept(Math.ceil(distanceMetres / METRES_PER_MINUTE))
    : refuse('TOO_FAR_FOR_TICKET', { metres: rules.ticketWithinMetres });
}
