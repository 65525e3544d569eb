import type { Service } from '../../domain/service';

export interface WaitQuestion {
  readonly city: string;
  readonly halls: readonly string[];
  readonly service: Service;
  readonly now: Date;
}

/**
 * Minutes that someone without an appointment waits at each hall now, as its queue tells. A hall of which nothing
 * is known is left out: the person is told that nobody knows.
 */
export type WaitEstimate = (question: WaitQuestion) => Promise<ReadonlyMap<string, number>>;

/** Knows no queue. */
export const noWaitEstimate: WaitEstimate = async () => new Map();
