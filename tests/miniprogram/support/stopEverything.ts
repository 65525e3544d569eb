import { rmSync } from 'node:fs';
import { stopHost } from './hostProcess';

export default async function stopEverything(): Promise<void> {
  const { running } = globalThis;
  if (running === undefined) return;
  await running.browser.close();
  await stopHost(running.host);
  rmSync(running.dataFolder, { recursive: true, force: true });
}
