import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The files of a compiled mini-program, by their path inside it. */
export interface ProgramFiles {
  readonly folder: string;
  /** Paths in a fixed order, with `/` between their parts. */
  readonly names: readonly string[];
  text(name: string): string;
  has(name: string): boolean;
  json(name: string): Readonly<Record<string, unknown>>;
}

export function openProgramFiles(folder: string): ProgramFiles {
  const names = listFiles(folder).sort();
  const known = new Set(names);
  const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  return {
    folder,
    names,
    text,
    has: (name) => known.has(name),
    json: (name) => JSON.parse(text(name)) as Record<string, unknown>,
  };
}

function listFiles(folder: string, prefix = ''): string[] {
  return readdirSync(path.join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(prefix, entry.name);
    return entry.isDirectory() ? listFiles(folder, name) : [name];
  });
}

/** A path written in one file, as seen from the root of the program. */
export function resolveFrom(file: string, written: string): string {
  return written.startsWith('/') ? written.slice(1) : path.posix.join(path.posix.dirname(file), written);
}

export function withoutSuffix(name: string): string {
  return name.replace(/\.[^./]+$/, '');
}
