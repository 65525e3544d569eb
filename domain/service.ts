/** What a hall does for a person; the code on the wire. Names, fees and time limits are data of the city. */
export const services = [
  'passport',
  'hkm-permit',
  'hkm-endorsement',
  'tw-permit',
  'tw-endorsement',
  'exit-entry-permit',
] as const;

export type Service = (typeof services)[number];
