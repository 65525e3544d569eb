/** `rpx` follow the width of the screen (750 of them); `vh` is the height of a page without the phone's bars. */
export function toBrowserUnits(value: string): string {
  return value
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_, number: string) => `calc(${number} * var(--rpx))`)
    .replace(/(-?\d*\.?\d+)vh\b/g, (_, number: string) => `calc(${number} * var(--vh))`);
}
