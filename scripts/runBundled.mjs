import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

/** Bundles a TypeScript program of the tests beside the other builds; gives the file. */
export async function bundle(entry) {
  const { build } = await import('esbuild');
  // In `dist` itself: what looks for the project (`run.mjs`) finds it one folder up from there.
  const outfile = path.join(root, 'dist', `${path.basename(entry, '.ts')}.mjs`);
  await build({
    entryPoints: [path.join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  return outfile;
}

/** `node scripts/runBundled.mjs <file.ts>…`: bundles programs and runs the first; the others are for it to start. */
if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first] = await Promise.all(process.argv.slice(2).map(bundle));
  await import(pathToFileURL(first).href);
}
