import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Network } from '../host/driver/network';
import type { Phone } from '../host/driver/Phone';

const folder = path.resolve(__dirname, '../../../test-results/miniprogram');
const LAST = 80;

/** Writes down what each phone showed, logged and called, for whoever looks into a failure. */
export async function keepEvidence(
  title: string,
  phones: readonly Phone[],
  network: Network,
  reasons: readonly string[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const name = title.replace(/[^\w]+/g, '-').toLowerCase();
  for (const [index, phone] of phones.entries()) {
    const file = path.join(folder, `${name}-${index + 1}`);
    await phone.picture(`${file}.png`).catch(() => undefined);
    const records = await phone.records().catch(() => undefined);
    const evidence = {
      reasons,
      routes: await phone.routes().catch(() => []),
      hostErrors: phone.hostErrors,
      errors: records?.errors,
      warnings: records?.warnings,
      log: records?.log.slice(-LAST),
      calls: records?.calls.slice(-LAST),
      requests: network.passed.slice(-LAST),
    };
    writeFileSync(`${file}.json`, JSON.stringify(evidence, null, 2));
  }
}
