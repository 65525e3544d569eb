const PAUSE = 25;

/** Tries an assertion again and again until it holds; gives its last failure when it has not for `patience` ms. */
export async function eventually<Value>(
  patience: number,
  assertion: () => Value | Promise<Value>,
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
