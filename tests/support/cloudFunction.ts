import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const functions = path.resolve(__dirname, '../../dist/cloudfunctions');

/** Calls the `main` of a bundle and prints what it gives; the pool of the database would keep the process alive. */
const CALLER = `
const [file, event, context] = process.argv.slice(1);
const { main } = require(file);
main(JSON.parse(event), JSON.parse(context)).then(
  (reply) => process.stdout.write(JSON.stringify(reply), () => process.exit(0)),
  (error) => { process.stderr.write(String(error && error.stack)); process.exit(1); },
);`;

/** Runs a built cloud function once in a process of its own, as the platform would, and gives its reply. */
export function callFunction(
  room: string,
  env: Readonly<Record<string, string>>,
  event: unknown,
  injected: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const file = path.join(functions, room, 'index.js');
  if (!existsSync(file)) throw new Error(`There is no ${file}: run npm run build:functions first.`);
  const args = [
    '-e',
    CALLER,
    file,
    JSON.stringify(event),
    JSON.stringify({ environment: JSON.stringify(injected) }),
  ];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env: { ...env }, timeout: 50_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout));
      else reject(new Error(`${room}: ${stderr}`));
    });
  });
}
