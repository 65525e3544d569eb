import { type KioskReport, type ReportedOut, reportedOut } from '../../domain/nearest/kioskReports';
import type { RankingRules } from '../../domain/nearest/rankingRules';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

/** How a kiosk is now: what staff say, and what is believed of the citizens' reports. */
export interface KioskState {
  readonly kiosk: string;
  readonly devices: number | undefined;
  readonly inService: boolean;
  readonly serviceSetAt: Date | null;
  /** The queue that was reported last, and when. */
  readonly queue: { readonly people: number; readonly reportedAt: Date } | null;
  readonly reportedOut: ReportedOut | null;
}

interface Question {
  readonly city: string;
  readonly now: Date;
  readonly kiosks: readonly string[];
}

interface StateRow {
  readonly kiosk: string;
  readonly devices: number | null;
  readonly in_service: boolean;
  readonly service_set_at: Date | null;
  readonly queue: number | null;
  readonly queue_reported_at: Date | null;
  readonly reports: readonly { readonly works: boolean; readonly at: string }[];
}

type Rules = Pick<RankingRules, 'kioskOutMinutes'>;

/** How these kiosks are now; never remembered, because staff and citizens report it. */
export async function kioskStates(
  database: Queryable,
  { city, now, kiosks }: Question,
  rules: Rules,
): Promise<KioskState[]> {
  const since = new Date(now.getTime() - rules.kioskOutMinutes * 60_000);
  const rows = await database.rows<StateRow>(sql`
    select kiosk, devices, in_service, service_set_at, queue, queue_reported_at,
      (select coalesce(json_agg(json_build_object('works', works, 'at', at)), '[]') from kiosk_report report
        where report.city = ${city} and report.kiosk = kiosk.kiosk and at >= ${since}) as reports
    from kiosk where kiosk.city = ${city} and kiosk = any(${kiosks}::text[])`);
  return rows.map((row) => toState(row, now, rules));
}

function toState(row: StateRow, now: Date, rules: Rules): KioskState {
  const { kiosk, devices, in_service, service_set_at: serviceSetAt, queue, queue_reported_at } = row;
  const reports: KioskReport[] = row.reports.map(({ works, at }) => ({ works, at: new Date(at) }));
  return {
    kiosk,
    devices: devices ?? undefined,
    inService: in_service,
    serviceSetAt,
    queue:
      queue === null || queue_reported_at === null ? null : { people: queue, reportedAt: queue_reported_at },
    reportedOut: reportedOut({ reports, serviceSetAt, now }, rules),
  };
}

/** The queue of a kiosk, while its report is believed. */
export function believedQueue(
  { queue }: Pick<KioskState, 'queue'>,
  now: Date,
  { kioskReportMinutes }: Pick<RankingRules, 'kioskReportMinutes'>,
): number | undefined {
  if (queue === null) return undefined;
  return now.getTime() - queue.reportedAt.getTime() <= kioskReportMinutes * 60_000 ? queue.people : undefined;
}

/** What the phones are shown of it, citizens' and staff's. */
export function showKioskState(
  state: KioskState,
  now: Date,
  rules: Pick<RankingRules, 'kioskReportMinutes'>,
) {
  const queue = believedQueue(state, now, rules);
  const { inService, reportedOut: out } = state;
  return {
    inService,
    ...(queue === undefined ? {} : { queue }),
    ...(out === null ? {} : { reportedOut: { people: out.people, at: out.at.toISOString() } }),
  };
}
