import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CompiledProgram } from '../host/compile/compileProgram';
import type { Platform } from '../host/program';

export const builds = path.resolve(__dirname, '../../../dist');

/** Where the start of the run puts what it compiled. */
export const keptAt = (platform: Platform) => path.join(builds, 'miniprogram-host', `${platform}.json`);

const read = new Map<Platform, CompiledProgram>();

/** The program that was compiled at the start of the run. */
export function builtProgram(platform: Platform): CompiledProgram {
  const known = read.get(platform);
  if (known !== undefined) return known;
  const compiled = JSON.parse(readFileSync(keptAt(platform), 'utf8')) as CompiledProgram;
  read.set(platform, compiled);
  return compiled;
}
