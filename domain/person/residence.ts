/** Where a person's household is registered, seen from the hall's province: it decides the time limit. */
export const residences = ['in-province', 'out-of-province'] as const;

export type Residence = (typeof residences)[number];
