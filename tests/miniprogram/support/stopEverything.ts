import { rmSync } from 'node:fs';

export default async function stopEverything(): Promise<void> {
  const { running } = globalThis;
  if (running === undefined) return;
  await running.browser.close();
  const ended = new Promise((resolve) => running.host.once('exit', resolve));
  running.host.kill('SIGTERM');
  await ended;
  rmSync(running.dataFolder, { recursive: true, force: true });
}
