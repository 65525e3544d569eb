import type { Phone } from '../host/driver/Phone';

/** Warnings that say nothing about the app. Each has its reason. */
const listedWarnings: readonly RegExp[] = [];

/** Whatever a person who tests on a phone would call wrong, although the screen looks right. */
export async function faultsOf(phone: Phone): Promise<readonly string[]> {
  const { errors, warnings, calls } = await phone.records();
  const unlisted = warnings.filter((warning) => !listedWarnings.some((listed) => listed.test(warning)));
  const forbidden = calls.filter((call) => call.forbidden !== undefined);
  return [
    ...phone.hostErrors.map((error) => `host: ${error}`),
    ...errors.map((error) => `error: ${error}`),
    ...unlisted.map((warning) => `warning: ${warning}`),
    ...forbidden.map(({ api, forbidden: reason }) => `a real phone refuses ${api}: ${reason}`),
  ];
}
