import type { slots } from '../../contract/slots';
import { accept } from '../../domain/outcome';
import { earliestOptions } from '../_availability/earliestOptions';
import type { Handler } from '../_runtime/serve';
import type { SlotsDependencies } from './dependencies';

/** The soonest free seats in the city, for whoever has no wish but to come soon. */
export const earliest: Handler<typeof slots.earliest, SlotsDependencies> = async (
  dependencies,
  { service, also, ...question },
  { city, now },
) => {
  const services = [service, ...also];
  const { tooFar, options } = await earliestOptions(dependencies, { ...question, city, services, now });
  return accept({
    ...(tooFar ? { tooFar: true as const } : {}),
    options: [...options],
    asOf: now.toISOString(),
  });
};
