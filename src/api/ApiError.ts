import type { ErrorCode } from '../../contract/errorCodes';
import type { RefusalDetails } from '../../domain/outcome';

export type ErrorDetails = RefusalDetails;

interface ErrorFacts {
  readonly details?: ErrorDetails | undefined;
  readonly requestId?: string;
  /** No answer came: the network or the service is away. */
  readonly offline?: boolean;
}

/** A "no" of the service, or no answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly requestId: string;
  readonly offline: boolean;

  constructor(code: ErrorCode, { details = {}, requestId = '', offline = false }: ErrorFacts = {}) {
    super(code);
    this.code = code;
    this.details = details;
    this.requestId = requestId;
    this.offline = offline;
  }
}

/** Any failure as one that can be shown. */
export function toApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('INTERNAL');
}
