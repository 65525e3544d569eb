import type { LocalDate } from '../calendar/localDate';

/**
 * The life of a document from its acceptance to its collection: the one step that staff may take in each state.
 * `docs/documents.md` and the database are tested against this table.
 */
export const documentSteps = {
  accepted: 'in-production',
  'in-production': 'ready',
  ready: 'collected',
  collected: null,
} as const satisfies Record<string, string | null>;

export type DocumentStatus = keyof typeof documentSteps;

export const documentStatuses = Object.keys(documentSteps) as [DocumentStatus, ...DocumentStatus[]];

/** The states that a step leads to: all but the first. */
export const reachedStatuses = documentStatuses.slice(1) as [DocumentStatus, ...DocumentStatus[]];

/** While a document is in one of these the person still waits for it, and it can be late. */
export const unfinishedStatuses: readonly DocumentStatus[] = ['accepted', 'in-production'];

/** The state that a mistake goes back to: exactly one step, or null at the beginning. */
export function stepBack(status: DocumentStatus): DocumentStatus | null {
  return documentStatuses.find((each) => documentSteps[each] === status) ?? null;
}

/** Whether a document should have been ready by now: the promised day itself is still in time. */
export function isOverdue(
  { status, promisedOn }: { readonly status: DocumentStatus; readonly promisedOn: LocalDate },
  today: LocalDate,
): boolean {
  return unfinishedStatuses.includes(status) && promisedOn < today;
}

/** Why staff take a step back: another document was meant, it was not so far yet, or it has to be made anew. */
export const correctionReasons = ['wrong-document', 'too-early', 'defective'] as const;

/** Why staff change afterwards what was accepted: a wrong tap, papers that were missing, or that were brought. */
export const acceptanceReasons = ['wrong-tap', 'papers-missing', 'papers-brought'] as const;

export type AcceptanceReason = (typeof acceptanceReasons)[number];

export type CorrectionReason = (typeof correctionReasons)[number];
