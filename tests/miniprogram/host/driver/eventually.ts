const PATIENCE = 10_000;
const PAUSE = 25;

/** Tries an assertion again and again until it holds; gives its last failure when it never does. */
export async function eventually<Value>(
  assertion: () => Value | Promise<Value>,
  patience = PATIENCE,
): Promise<Value> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() >= end) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
