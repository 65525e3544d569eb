import type { Phone } from '../host/driver/Phone';

/** Warnings that say nothing about the app. Each has its reason. */
const listedWarnings: readonly RegExp[] = [];

/** An app that goes to a page that it has not may well say nothing about it. */
const NO_SUCH_PAGE = /^page ".*" is not found$/;

/** Whatever a person who tests on a phone would call wrong, although the screen looks right. */
export async function faultsOf(phone: Phone): Promise<readonly string[]> {
  const records = await phone.everyRecord();
  const errors = records.flatMap((each) => each.errors);
  const warnings = records.flatMap((each) => each.warnings);
  const calls = records.flatMap((each) => each.calls);
  const unlisted = warnings.filter((warning) => !listedWarnings.some((listed) => listed.test(warning)));
  const forbidden = calls.filter((call) => call.forbidden !== undefined);
  const lost = calls.filter(({ reason }) => reason !== undefined && NO_SUCH_PAGE.test(reason));
  return [
    ...phone.hostErrors.map((error) => `host: ${error}`),
    ...errors.map((error) => `error: ${error}`),
    ...unlisted.map((warning) => `warning: ${warning}`),
    ...lost.map(({ reason }) => `no way to the page: ${reason}`),
    ...forbidden.map(({ api, forbidden: reason }) => `a real phone refuses ${api}: ${reason}`),
  ];
}
