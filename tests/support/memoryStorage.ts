import type { FileStorage } from '../../cloudfunctions/_evidence/fileStorage';

/** Files in memory, and what is there. */
export function memoryStorage(): FileStorage & { readonly kept: Map<string, Buffer> } {
  const kept = new Map<string, Buffer>();
  return {
    kept,
    async put(name, bytes) {
      kept.set(name, bytes);
    },
    get: async (name) => kept.get(name),
    async remove(name) {
      kept.delete(name);
    },
  };
}
