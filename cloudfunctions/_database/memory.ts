/** What was read of slowly changing data is believed for this long. Milliseconds. */
const BELIEVED_FOR = 15_000;

interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

/** What `read` gave lately; `forget` lets this instance see its own change at once. */
export interface Remembered<Owner extends object, Value> {
  (owner: Owner, key: string): Promise<Value>;
  forget(owner: Owner): void;
}

/**
 * Remembers what `read` gave for each owner (a database) and key for some seconds, so that rules and calendars do
 * not cost a query at every call. A failure is not remembered.
 */
export function remember<Owner extends object, Value>(
  read: (owner: Owner, key: string) => Promise<Value>,
  believedFor = BELIEVED_FOR,
): Remembered<Owner, Value> {
  const memories = new WeakMap<Owner, Map<string, Kept<Value>>>();
  const recall = (owner: Owner, key: string) => {
    const memory = memories.get(owner) ?? new Map<string, Kept<Value>>();
    memories.set(owner, memory);
    const kept = memory.get(key);
    const now = performance.now();
    if (kept !== undefined && kept.until > now) return kept.value;
    const value = read(owner, key);
    memory.set(key, { value, until: now + believedFor });
    value.catch(() => memory.delete(key));
    return value;
  };
  return Object.assign(recall, { forget: (owner: Owner) => void memories.delete(owner) });
}
