/** When and for which call the waitlist moves. A handler's context is one. */
export interface Moment {
  readonly city: string;
  readonly now: Date;
  readonly requestId: string;
}
