import { accept, type Outcome, refuse } from '../outcome';
import type { QueueRules } from './queueRules';

export interface UnansweredCall {
  /** How often the ticket was called again since it was called. */
  readonly recalls: number;
  /** Calls that it has missed before this one. */
  readonly misses: number;
}

/**
 * What becomes of someone who does not come: called once more first, then put at the back of the queue, and when
 * they miss that call too the ticket ends.
 */
export function decideMissedCall(
  { recalls, misses }: UnansweredCall,
  rules: Pick<QueueRules, 'recallsPerCall' | 'missedCallsMax'>,
): Outcome<'defer' | 'miss'> {
  if (recalls < rules.recallsPerCall) return refuse('RECALL_FIRST');
  return accept(misses + 1 >= rules.missedCallsMax ? 'miss' : 'defer');
}
