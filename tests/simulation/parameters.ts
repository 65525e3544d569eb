import type { Service } from '../../domain/service';

/**
 * The parameters of a simulated day: all assumptions, with the hints that they come from in the report
 * (`docs/simulation.md`). Shares of people, of documents and of a day's arrivals.
 */
export const parameters = {
  documentsPerPerson: 1.3,
  /** Half of the endorsements alone, which are 26 % of documents. */
  onMachines: 0.13,
  peoplePerTicket: [
    [1, 62],
    [2, 20],
    [3, 14],
    [4, 4],
  ],
  services: [
    ['passport', 48],
    ['hkm-permit', 18],
    ['hkm-endorsement', 13],
    ['tw-permit', 7],
    ['exit-entry-permit', 1],
  ] satisfies [Service, number][],
  minors: 0.18,
  elders: 0.09,
  /** Pregnant, disabled, with an infant, in service: not known, a small share. */
  otherGreen: 0.01,
  bookedWanted: 0.6,
  noShow: 0.08,
  late: 0.07,
  missesCall: 0.03,
  givesUpAfterMinutes: 60,
  givesUp: 0.2,
  papersIncomplete: 0.06,
  /** From a minute of the day, by weight. Who comes at midday waits at the door. */
  arrivals: [
    [510, 12],
    [540, 13],
    [570, 8.5],
    [600, 8.5],
    [630, 8.5],
    [660, 8.5],
    [690, 5],
    [750, 6],
    [810, 12],
    [840, 12],
    [870, 5],
    [900, 5],
    [930, 3.5],
    [960, 3.5],
  ],
} as const;

/** Window minutes: least, likeliest, most. */
export const windowMinutesOf: Readonly<Partial<Record<Service, readonly [number, number, number]>>> = {
  passport: [3, 5.3, 9],
  'hkm-permit': [3, 5, 8],
  'hkm-endorsement': [2, 3, 5],
  'tw-permit': [4, 6, 10],
  'exit-entry-permit': [5, 8, 15],
};

interface HallLoad {
  readonly hall: string;
  /** Share of the city's people. */
  readonly share: number;
  readonly windows: { readonly normal: number; readonly peak: number };
}

const CITY_HALL = 0.18;

/** Census of 2020 in thousands, times the demand factor of the district. */
const districts: readonly (readonly [hall: string, weight: number, normal: number, peak: number])[] = [
  ['shangcheng', 1323 * 1.2, 4, 6],
  ['gongshu', 1121 * 1.1, 4, 5],
  ['xihu', 1089 * 1.4, 4, 6],
  ['binjiang', 504 * 1.8, 3, 4],
  ['xiaoshan', 2012 * 0.9, 5, 7],
  ['yuhang', 1227 * 1.2, 4, 6],
  ['linping', 1176 * 0.8, 3, 4],
  ['qiantang', 769 * 0.8, 2, 3],
  ['fuyang', 832 * 0.6, 2, 3],
  ['linan', 635 * 0.6, 2, 3],
  ['tonglu', 453 * 0.5, 1, 2],
  ['chunan', 329 * 0.5, 1, 2],
  ['jiande', 443 * 0.5, 1, 2],
  ['scenic-area', 24 * 8, 1, 2],
];

const total = districts.reduce((sum, [, weight]) => sum + weight, 0);

export const halls: readonly HallLoad[] = [
  { hall: 'city', share: CITY_HALL, windows: { normal: 12, peak: 16 } },
  ...districts.map(([hall, weight, normal, peak]) => ({
    hall,
    share: ((1 - CITY_HALL) * weight) / total,
    windows: { normal, peak },
  })),
];

export interface Scenario {
  readonly name: string;
  /** Documents that the whole city asks for on this day. */
  readonly documents: number;
  readonly windows: 'normal' | 'peak';
  readonly seed: number;
}

export const baseDay: Scenario = { name: 'base', documents: 3_150, windows: 'normal', seed: 1 };
export const peakDay: Scenario = { name: 'peak', documents: 4_700, windows: 'peak', seed: 2 };
