import { timingSafeEqual } from 'node:crypto';
import type { Dependencies } from '../_runtime/dependencies';
import { defaultCity } from '../_runtime/doors/callRoom';
import { type CloudContext, readCloudOrigin } from '../_runtime/doors/cloudContext';
import { processEnvironment, readServiceEnv } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { stackWithoutMessage } from '../_runtime/log';
import { timers } from './timers';

interface TimerEvent {
  readonly TriggerName?: unknown;
  readonly Message?: unknown;
}

let dependencies: Dependencies | undefined;

/**
 * The function of the service's own timers. It has no door for phones: a call counts only when the platform says
 * that a trigger made it, or when it brings the secret that only the trigger's configuration holds.
 */
export async function main(
  event: TimerEvent,
  context: CloudContext,
): Promise<{ ok: boolean; changed: number }> {
  const timer =
    typeof event.TriggerName === 'string' && Object.hasOwn(timers, event.TriggerName)
      ? timers[event.TriggerName]
      : undefined;
  if (timer === undefined || !isTrigger(event, context)) return { ok: false, changed: 0 };
  dependencies ??= liveDependencies();
  try {
    return { ok: true, changed: await timer.run(dependencies, defaultCity, dependencies.clock()) };
  } catch (error) {
    dependencies.log.error('fault', {
      room: 'timers',
      operation: String(event.TriggerName),
      stack: stackWithoutMessage(error),
    });
    return { ok: false, changed: 0 };
  }
}

function isTrigger({ Message }: TimerEvent, context: CloudContext): boolean {
  if (['wx_trigger', 'timer'].includes(readCloudOrigin(context, processEnvironment()).source)) return true;
  const secret = readServiceEnv().TIMER_SECRET;
  if (secret === undefined || typeof Message !== 'string') return false;
  const [given, expected] = [Buffer.from(Message), Buffer.from(secret)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
