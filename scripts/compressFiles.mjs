import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Shorter files gain nothing. Bytes. */
const WORTH_COMPRESSING = 1_024;

/** Writes a `.br` and a `.gz` beside every text of a web build, as small as they get: it is done once. */
export function compressFiles(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = path.join(folder, name);
    if (!/\.(html|js|css|svg|json|txt|webmanifest)$/.test(name) || !statSync(file).isFile()) continue;
    const text = readFileSync(file);
    if (text.length < WORTH_COMPRESSING) continue;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    };
    writeFileSync(`${file}.br`, brotliCompressSync(text, { params }));
    writeFileSync(`${file}.gz`, gzipSync(text, { level: constants.Z_BEST_COMPRESSION }));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) compressFiles(process.argv[2]);
