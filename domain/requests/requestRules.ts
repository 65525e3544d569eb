/**
 * The numbers of requests and their evidence. Configurable per city; the recommended values, each with its source,
 * are in `data/<city>/requests.json`.
 */
export interface RequestRules {
  /** A hall decides an urgent request by the review minute of the n-th working day after it was sent. */
  readonly urgentReviewWorkingDays: number;
  /** … an enterprise request. */
  readonly enterpriseReviewWorkingDays: number;
  /** … at this minute of that day. */
  readonly reviewDueMinute: number;
  /** A request that nobody decided ends after so many days. */
  readonly undecidedDays: number;
  /** An approved request opens its lane for so many days. */
  readonly approvedDays: number;
  /** A refusal may be appealed for so many days. */
  readonly appealDays: number;
  /** Requests that one account may have at once, undecided or approved. */
  readonly openRequestsPerAccount: number;
  /** A confirmation letter covers at most so many days. */
  readonly letterDaysMax: number;
  /** People who may apply for one company. */
  readonly companyMembersMax: number;

  /** Largest file. Bytes. */
  readonly evidenceBytesMax: number;
  /** Files of one request. */
  readonly evidenceFilesMax: number;
  /** Largest picture, alone or inside a PDF. Pixels. */
  readonly evidencePixelsMax: number;
  /** Most pages of a PDF. */
  readonly evidencePagesMax: number;
  /** The most that the streams of a PDF may unpack to, together. Bytes. */
  readonly evidenceUnpackedBytesMax: number;
  /** Files are deleted so many days after their request has ended or its permission has run out. */
  readonly evidenceRetentionDays: number;
  /** A file that no request took is deleted after so many hours. */
  readonly evidenceUnusedHours: number;
}

export type RequestRuleName = keyof RequestRules;

const names: Readonly<Record<RequestRuleName, true>> = {
  urgentReviewWorkingDays: true,
  enterpriseReviewWorkingDays: true,
  reviewDueMinute: true,
  undecidedDays: true,
  approvedDays: true,
  appealDays: true,
  openRequestsPerAccount: true,
  letterDaysMax: true,
  companyMembersMax: true,
  evidenceBytesMax: true,
  evidenceFilesMax: true,
  evidencePixelsMax: true,
  evidencePagesMax: true,
  evidenceUnpackedBytesMax: true,
  evidenceRetentionDays: true,
  evidenceUnusedHours: true,
};

export const requestRuleNames = Object.keys(names) as RequestRuleName[];
