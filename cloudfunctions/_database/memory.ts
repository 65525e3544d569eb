/** What was read of slowly changing data is believed for this long. Milliseconds. */
const BELIEVED_FOR = 15_000;

interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

/**
 * Remembers what `read` gave for each owner (a database) and key for some seconds, so that rules and calendars do
 * not cost a query at every call. A failure is not remembered.
 */
export function remember<Owner extends object, Value>(
  read: (owner: Owner, key: string) => Promise<Value>,
): (owner: Owner, key: string) => Promise<Value> {
  const memories = new WeakMap<Owner, Map<string, Kept<Value>>>();
  return (owner, key) => {
    const memory = memories.get(owner) ?? new Map<string, Kept<Value>>();
    memories.set(owner, memory);
    const kept = memory.get(key);
    const now = performance.now();
    if (kept !== undefined && kept.until > now) return kept.value;
    const value = read(owner, key);
    memory.set(key, { value, until: now + BELIEVED_FOR });
    value.catch(() => memory.delete(key));
    return value;
  };
}
