import type { RefusalDetails } from '../domain/outcome';
import type { ErrorCode } from './errorCodes';

/** What both phones and the web receive, always with HTTP 200: Alipay's request hides the body of any other status. */
export type Reply<Data = unknown> = SuccessReply<Data> | ErrorReply;

export interface SuccessReply<Data> {
  readonly ok: true;
  readonly data: Data;
}

export interface ErrorReply {
  readonly ok: false;
  readonly error: {
    readonly code: ErrorCode;
    /**
     * Facts to act on: `field` for INVALID_INPUT, `retryAfterSeconds`, `open` seats, what is free `instead` of a slot
     * that is gone. Never personal data.
     */
    readonly details?: RefusalDetails;
    /** Tells support which log lines belong to this answer. */
    readonly requestId: string;
  };
}
