import type { Service } from '../service';
import { type Conditional, type GuideAnswers, type GuideRow, holds, rowsFor } from './guideTable';

interface WayRow extends GuideRow {
  readonly kind: string;
}

interface LaneRow extends GuideRow {
  /** Whoever may use it must not be sent online first. */
  readonly beforeOnline?: boolean | undefined;
}

interface Table<Way extends WayRow, Lane extends LaneRow, Note extends GuideRow> {
  readonly services: readonly (Conditional & { readonly service: Service })[];
  readonly ways: readonly Way[];
  readonly lanes: readonly Lane[];
  readonly notes: readonly Note[];
}

export interface Lead<Way, Lane, Note> {
  readonly way: Way;
  /** Undefined where the errand is none of ours. */
  readonly service: Service | undefined;
  readonly lanes: readonly { readonly row: Lane; readonly beforeWay: boolean }[];
  readonly notes: readonly Note[];
}

/** What a full set of answers leads to. Undefined when the table has no way for them, which its test rules out. */
export function leadsTo<Way extends WayRow, Lane extends LaneRow, Note extends GuideRow>(
  table: Table<Way, Lane, Note>,
  answers: GuideAnswers,
): Lead<Way, Lane, Note> | undefined {
  const [way] = rowsFor(table.ways, answers);
  if (way === undefined) return undefined;
  return {
    way,
    service: table.services.find((row) => holds(row, answers))?.service,
    lanes: rowsFor(table.lanes, answers).map((row) => ({
      row,
      beforeWay: way.kind === 'online' && row.beforeOnline === true,
    })),
    notes: rowsFor(table.notes, answers),
  };
}
