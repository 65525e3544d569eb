export const root: string;
export function bin(name: string): string;
export function run(
  command: string,
  args: readonly string[],
  options?: { env?: Readonly<Record<string, string>>; quiet?: boolean },
): Promise<string>;
