import path from 'node:path';
import { build } from 'esbuild';

/** The page half of the host as one script. */
export async function bundlePage(file: string): Promise<void> {
  await build({
    entryPoints: [path.join(__dirname, '../page/start.ts')],
    outfile: file,
    bundle: true,
    platform: 'browser',
    target: 'chrome120',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'warning',
  });
}
