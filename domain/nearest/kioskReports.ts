import type { RankingRules } from './rankingRules';

/** What somebody last said of a kiosk; the newest word of each person counts. */
export interface KioskReport {
  readonly works: boolean;
  readonly at: Date;
}

/** How many people found a kiosk out of service, and when the last of them did. */
export interface ReportedOut {
  readonly people: number;
  readonly at: Date;
}

export interface KioskHearsay {
  readonly reports: readonly KioskReport[];
  /** When staff last said whether it works: that settles everything that was reported before. */
  readonly serviceSetAt: Date | null;
  readonly now: Date;
}

/**
 * The reports that a kiosk does not work, as far as they are believed: for `kioskOutMinutes`, until staff speak, and
 * until somebody finds it working. Null when there are none.
 */
export function reportedOut(
  { reports, serviceSetAt, now }: KioskHearsay,
  { kioskOutMinutes }: Pick<RankingRules, 'kioskOutMinutes'>,
): ReportedOut | null {
  const found = reports.filter(({ works }) => works).map(({ at }) => at.getTime());
  const settled = Math.max(
    serviceSetAt?.getTime() ?? 0,
    now.getTime() - kioskOutMinutes * 60_000 - 1,
    ...found,
  );
  const believed = reports.filter(({ works, at }) => !works && at.getTime() > settled);
  if (believed.length === 0) return null;
  const latest = Math.max(...believed.map(({ at }) => at.getTime()));
  return { people: believed.length, at: new Date(latest) };
}
