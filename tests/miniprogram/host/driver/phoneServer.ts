import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { CompiledProgram } from '../compile/compileProgram';
import type { Launch } from '../page/launch';

/** What one phone loads. */
export interface Served {
  readonly compiled: CompiledProgram;
  /** The bundled page half of the host. */
  readonly pageScript: string;
  /** How the app is opened the next time that the phone's document is loaded. */
  launch: Launch;
}

export interface PhoneServer {
  /** Gives a phone an address of its own. */
  serve(served: Served): string;
  close(): Promise<void>;
}

const DOCUMENT = [
  '<!doctype html><meta charset="utf-8"><body>',
  ...['launch', 'program', 'phone'].map((name) => `<script src="/${name}.js"></script>`),
].join('');

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
};

/** Every phone has a name of its own under `localhost`, so that it can name its files from the root as apps do. */
export async function openPhoneServer(): Promise<PhoneServer> {
  const phones: Served[] = [];
  const server = createServer((request, response) => {
    const [, number] = /^phone-(\d+)\./.exec(request.headers.host ?? '') ?? [];
    const served = phones[Number(number)];
    const { pathname } = new URL(request.url ?? '/', 'http://phone');
    if (served === undefined) response.writeHead(404).end();
    else void answer(served, decodeURIComponent(pathname), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    serve: (served) => `http://phone-${phones.push(served) - 1}.localhost:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { compiled, pageScript, launch }: Served,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  if (pathname === '/') return send(response, 'text/html', DOCUMENT);
  if (pathname === '/launch.js')
    return send(response, 'text/javascript', `window.launch=${toScript(launch)}`);
  // The same for as long as the phone lives: it is loaded once, however often the app is opened.
  response.setHeader('cache-control', 'max-age=3600');
  if (pathname === '/program.js') return send(response, 'text/javascript', programText(compiled));
  const file = pathname === '/phone.js' ? pageScript : path.join(compiled.folder, pathname);
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || !found.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
}

function send(response: ServerResponse, type: string, body: string): void {
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.end(body);
}

/** More than a megabyte, and the same for every phone: written once. */
const programTexts = new WeakMap<CompiledProgram, string>();

function programText(compiled: CompiledProgram): string {
  const known = programTexts.get(compiled);
  if (known !== undefined) return known;
  const text = `window.program=JSON.parse(${JSON.stringify(JSON.stringify(compiled.program))})`;
  programTexts.set(compiled, text);
  return text;
}

/** A value as the text of a script; `</` would end the script's element. */
function toScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('</', '<\\/');
}
