import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../../scripts/run.mjs';
import { keys } from './hostProcess';
import { median } from './measuring';

const program = `
const { main } = require(process.argv[1]);
const context = { environment: JSON.stringify({ TCB_SOURCE: 'wx_client', WX_OPENID: 'cold' }) };
main({ operation: 'listMine', input: {} }, context).then((reply) => {
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  process.exit(0);
});`;

/** Milliseconds from the start of a process to the first answer of the reservations function; the middle of five. */
export async function measureColdStart(databaseUrl: string): Promise<number> {
  const times: number[] = [];
  for (let start = 0; start < 5; start += 1) times.push(await startOnce(databaseUrl));
  return median(times);
}

function startOnce(databaseUrl: string): Promise<number> {
  const startedAt = performance.now();
  const file = path.join(root, 'dist/cloudfunctions/reservations/index.js');
  const child = spawn(process.execPath, ['-e', program, file], {
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, ...keys },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0
        ? resolve(performance.now() - startedAt)
        : reject(new Error(`The function failed: ${errors}`)),
    );
  });
}
