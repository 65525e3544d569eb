import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FileStorage } from './fileStorage';

/** Files in a folder that only this user reads. A file is there whole or not at all, also after a power cut. */
export function diskStorage(folder: string): FileStorage {
  const placeOf = (name: string) => path.join(folder, ...safeParts(name));
  return {
    async put(name, bytes) {
      const place = placeOf(name);
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
      const beside = `${place}.${randomUUID()}.part`;
      const file = await open(beside, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, place);
    },
    async get(name) {
      try {
        return await readFile(placeOf(name));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async remove(name) {
      await rm(placeOf(name), { force: true });
    },
  };
}

/** Names are `<city>/<id>`: nothing in them may lead out of the folder. */
function safeParts(name: string): string[] {
  const parts = name.split('/');
  if (!parts.every((part) => /^[\w-]{1,64}$/.test(part))) throw new Error('A file name is not one of ours.');
  return parts;
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
