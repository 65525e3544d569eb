import type { z } from 'zod';
import type { presenceField } from '../../contract/tickets';
import { distanceMetres as metresBetween } from '../../domain/geo/distance';
import { refuse } from '../../domain/outcome';
import { decidePresence } from '../../domain/queue/presence';
import type { QueueRules } from '../../domain/queue/queueRules';
import type { Queryable } from '../_database/database';
import { type Answer, deny } from '../_runtime/answer';
import type { Tokens } from '../_runtime/tokens';
import { isHallCode } from './hallCode';
import type { HallDay } from './hallDay';
import { hallFactsOf } from './hallHours';

/** Minutes until someone can be called, 0 at the hall. A hall's own position may be off: that is not their fault. */
export async function readPresence(
  { database, tokens }: { database: Queryable; tokens: Tokens },
  day: HallDay,
  presence: z.output<typeof presenceField>,
  rules: QueueRules,
): Promise<Answer<number>> {
  if ('hallCode' in presence) {
    return isHallCode(tokens, presence.hallCode, day)
      ? decidePresence({ kind: 'at-hall' }, rules)
      : refuse('HALL_CODE_INVALID');
  }
  if ('arriveInMinutes' in presence) {
    return decidePresence({ kind: 'arriving', inMinutes: presence.arriveInMinutes }, rules);
  }
  const facts = (await hallFactsOf(database, day.city)).get(day.hall);
  if (facts === undefined) return deny('NOT_FOUND', { field: 'hall' });
  const away = metresBetween(presence.near, facts) - facts.precisionMetres;
  return decidePresence({ kind: 'near', distanceMetres: Math.max(0, away) }, rules);
}
