/** Numbers that look random and are the same in every run of one seed (mulberry32). */
export interface Random {
  /** 0 (included) to 1 (excluded). */
  next(): number;
  between(from: number, to: number): number;
  /** True in this share of cases. */
  chance(share: number): boolean;
  /** Least, likeliest and most. */
  triangular(least: number, likeliest: number, most: number): number;
  /** One of the choices by weight. */
  pick<Choice>(choices: readonly (readonly [Choice, number])[]): Choice;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    chance: (share) => next() < share,
    triangular(least, likeliest, most) {
      const share = next();
      const bend = (likeliest - least) / (most - least);
      return share < bend
        ? least + Math.sqrt(share * (most - least) * (likeliest - least))
        : most - Math.sqrt((1 - share) * (most - least) * (most - likeliest));
    },
    pick(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      const last = choices.at(-1);
      if (last === undefined) throw new Error('There is nothing to pick from.');
      return last[0];
    },
  };
}
