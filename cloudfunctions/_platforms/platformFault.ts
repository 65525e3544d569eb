/** A vendor that is away, busy or out of quota: nothing is known of the caller, who may try again. */
export class PlatformUnavailable extends Error {
  override readonly name = 'PlatformUnavailable';
  readonly retryAfterSeconds: number;

  /** `reason` is the vendor's code, never a value that was sent. */
  constructor(reason: string, retryAfterSeconds = 5) {
    super(reason);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
