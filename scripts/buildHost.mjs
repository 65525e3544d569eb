import { cpSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { replaceFolder } from './replaceFolder.mjs';
import { root } from './run.mjs';

/** Bundles the function host and the commands of its operators; PGlite stays outside because it brings files of its own. */
export function buildHost() {
  return replaceFolder(path.join(root, 'dist/host'), bundleHost);
}

async function bundleHost(output) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: {
      index: path.join(root, 'host/main.ts'),
      importCalendar: path.join(root, 'host/importCalendar.ts'),
      verifyAudit: path.join(root, 'host/verifyAudit.ts'),
      inviteStaff: path.join(root, 'host/inviteStaff.ts'),
    },
    outdir: output,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    external: ['@electric-sql/pglite', 'pg-native'],
    logLevel: 'warning',
  });
  cpSync(path.join(root, 'cloudfunctions/_database/migrations'), path.join(output, 'migrations'), {
    recursive: true,
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await buildHost();
