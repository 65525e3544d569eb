import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Negotiator from 'negotiator';
import { matchesEtag } from './conditional';

type Encoding = 'br' | 'gzip' | 'identity';

/** One file of the web client in each form in which it can be sent. */
interface WebFile {
  readonly type: string;
  readonly cacheControl: string;
  readonly bodies: Readonly<Partial<Record<Encoding, { readonly body: Buffer; readonly etag: string }>>>;
}

export interface WebFiles {
  /** Sends the file at a path; false when there is none. */
  send(pathname: string, request: IncomingMessage, response: ServerResponse): boolean;
  /** Sources of the scripts that stand in the page itself, for its Content-Security-Policy. */
  readonly inlineScripts: readonly string[];
}

/** The built web client is not where `WEB_DIR` says. */
export class WebFolderMissing extends Error {
  constructor(folder: string) {
    super(
      `WEB_DIR: there is no index.html in ${folder}. Build the web page (npm run build:h5), ` +
        'or set WEB_DIR=none to serve the API alone.',
    );
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wasm': 'application/wasm',
};
const SUFFIXES = { br: '.br', gzip: '.gz' } as const;
/** The build writes eight places of the content's hash into names. */
const HASHED = /\.[0-9a-f]{8}\.[a-z0-9]+$/;
const YEAR_SECONDS = 31_536_000;

/**
 * The built web client, read into memory once: a few megabytes, and no file stays open for a caller who goes away.
 * Files that the build compressed beside (`.br`, `.gz`) go out as they are. Ranges are not served: the files are
 * small, and RFC 9110 lets a server answer with the whole.
 */
export function readWebFiles(folder: string): WebFiles {
  if (!existsSync(path.join(folder, 'index.html'))) throw new WebFolderMissing(folder);
  const files = readFolder(folder);
  const page = files.get('/index.html');
  if (page !== undefined) files.set('/', page);
  const html = page?.bodies.identity?.body.toString('utf8') ?? '';
  return {
    inlineScripts: hashesOfInlineScripts(html),
    send(pathname, request, response) {
      const file = files.get(decodePath(pathname));
      if (file === undefined) return false;
      sendFile(file, request, response);
      return true;
    },
  };
}

/** A build that goes on meanwhile is over by then. */
const MOST_READINGS = 50;

/**
 * The files of a build by their paths. A build that replaces them meanwhile moves what a page names before the page
 * and takes old files away after it, so that a reading between two equal lists holds all that its page names.
 */
export function readFolder(folder: string): Map<string, WebFile> {
  for (let reading = 1; ; reading += 1) {
    const names = listFiles(folder);
    const files = readAll(folder, names);
    if (files !== undefined && isDeepStrictEqual(names, listFiles(folder))) return files;
    if (reading === MOST_READINGS) throw new Error(`${folder} changes again and again while it is read.`);
  }
}

/** Undefined when a file has gone since it was listed. */
function readAll(folder: string, names: readonly string[]): Map<string, WebFile> | undefined {
  try {
    return new Map(names.map((name) => [`/${name}`, readWebFile(folder, name)]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz|map)$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

function readWebFile(folder: string, name: string): WebFile {
  const place = path.join(folder, name);
  const read = (encoding: Encoding, file: string) => {
    const body = readFileSync(file);
    const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
    return { [encoding]: { body, etag: `"${hash}"` } };
  };
  return {
    type: TYPES[path.extname(name)] ?? 'application/octet-stream',
    cacheControl: HASHED.test(name) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
    bodies: {
      ...read('identity', place),
      ...(existsSync(place + SUFFIXES.br) ? read('br', place + SUFFIXES.br) : {}),
      ...(existsSync(place + SUFFIXES.gzip) ? read('gzip', place + SUFFIXES.gzip) : {}),
    },
  };
}

function sendFile(file: WebFile, request: IncomingMessage, response: ServerResponse): void {
  const offered = (['br', 'gzip', 'identity'] as const).filter((each) => file.bodies[each] !== undefined);
  const encoding = new Negotiator(request).encoding(offered, { preferred: offered }) ?? 'identity';
  const form = file.bodies[encoding];
  if (form === undefined) throw new Error('A file of the web client has no plain form.');
  const { body, etag } = form;
  const headers = { etag, vary: 'accept-encoding', 'cache-control': file.cacheControl };
  if (matchesEtag(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': file.type,
    'content-length': body.length,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function decodePath(pathname: string): string {
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

function hashesOfInlineScripts(html: string): string[] {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
}
