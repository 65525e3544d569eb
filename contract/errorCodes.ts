import { type Refusal, refusals } from '../domain/refusals';

/** Codes that every operation shares; the rest are the refusals of the domain. */
export const commonErrorCodes = [
  'INVALID_INPUT',
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'SECOND_FACTOR_NEEDED',
  'NOT_FOUND',
  'TOO_MANY_REQUESTS',
  'IDEMPOTENCY_KEY_REUSED',
  'TRY_AGAIN',
  'INTERNAL',
] as const;

export const errorCodes = [...commonErrorCodes, ...refusals] as const;

export type ErrorCode = (typeof commonErrorCodes)[number] | Refusal;
