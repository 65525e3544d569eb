declare module 'negotiator' {
  import type { IncomingMessage } from 'node:http';

  export default class Negotiator {
    constructor(request: Pick<IncomingMessage, 'headers'>);
    /** The best of the available encodings for the caller; among equals the first preferred one. */
    encoding<Encoding extends string>(
      available: readonly Encoding[],
      options?: { readonly preferred?: readonly Encoding[] },
    ): Encoding | undefined;
  }
}
