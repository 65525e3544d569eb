import { makeAutoObservable, runInAction } from 'mobx';
import { type ApiError, toApiError } from '../api/ApiError';
import type { Storage } from '../platform/storage';

interface Kept<Value> {
  readonly value: Value;
  readonly at: number;
}

export interface LoadableOptions {
  readonly clock: () => number;
  /** Keeps the last good answer on the phone under this name. */
  readonly keep?: { readonly storage: Storage; readonly key: string };
}

/**
 * Something that comes from the service: its last good value with its age, whether it is being loaded, and what
 * went wrong. An answer to an older question is dropped; a failure leaves the last good value in place.
 */
export class Loadable<Value> {
  value: Value | undefined = undefined;
  /** When the value came; milliseconds since 1970. */
  at = 0;
  loading = false;
  error: ApiError | undefined = undefined;
  private question = 0;
  private readonly options: LoadableOptions;

  constructor(options: LoadableOptions) {
    this.options = options;
    const kept = options.keep?.storage.read(options.keep.key) as Kept<Value> | undefined;
    if (kept !== undefined) {
      this.value = kept.value;
      this.at = kept.at;
    }
    makeAutoObservable<this, 'question' | 'options'>(
      this,
      { question: false, options: false },
      { deep: false },
    );
  }

  /**
   * Loads anew. `forget` drops the old value at once, for a different question; `quiet` lets the last failure stand
   * until there is an answer, for what is asked again and again.
   */
  async load(ask: () => Promise<Value>, { forget = false, quiet = false } = {}): Promise<void> {
    this.question += 1;
    const question = this.question;
    runInAction(() => {
      if (forget) this.value = undefined;
      this.loading = true;
      if (!quiet) this.error = undefined;
    });
    try {
      const value = await ask();
      if (question === this.question) this.accept(value);
    } catch (error) {
      if (question === this.question) this.fail(error);
    }
  }

  /** Takes a value that came another way. */
  accept(value: Value): void {
    const { clock, keep } = this.options;
    this.value = value;
    this.at = clock();
    this.loading = false;
    this.error = undefined;
    keep?.storage.write(keep.key, { value, at: this.at } satisfies Kept<Value>);
  }

  forget(): void {
    this.question += 1;
    this.value = undefined;
    this.loading = false;
    this.error = undefined;
    this.options.keep?.storage.remove(this.options.keep.key);
  }

  private fail(error: unknown): void {
    this.error = toApiError(error);
    this.loading = false;
  }
}
