import { makeAutoObservable, runInAction } from 'mobx';
import { consentVersions } from '../../domain/trust/consents';
import { ApiError, toApiError } from '../api/ApiError';
import type { Api, ConsentSource } from '../api/createApi';

/** Asks for a person's agreement when the service first needs something personal, with the purpose said. */
export class ConsentStore implements ConsentSource {
  /** True while the question is to be shown. */
  asking = false;
  busy = false;
  error: ApiError | undefined = undefined;
  private question: Promise<void> | undefined;
  private answer: { resolve(): void; reject(error: ApiError): void } | undefined;
  private api: Api | undefined;

  constructor() {
    makeAutoObservable<this, 'api' | 'question' | 'answer'>(this, {
      api: false,
      question: false,
      answer: false,
    });
  }

  /** The api asks for consent and giving it needs the api: the root store introduces them. */
  use(api: Api): void {
    this.api = api;
  }

  /** Resolves once the person has agreed; rejects when they do not want to. Callers at the same time share one question. */
  ask(): Promise<void> {
    this.question ??= new Promise<void>((resolve, reject) => {
      this.answer = { resolve, reject };
      runInAction(() => {
        this.asking = true;
        this.error = undefined;
      });
    }).finally(() => {
      this.question = undefined;
    });
    return this.question;
  }

  async agree(): Promise<void> {
    if (this.busy || this.api === undefined) return;
    this.busy = true;
    this.error = undefined;
    try {
      await this.api.call('privacy', 'giveConsent', { purpose: 'booking', version: consentVersions.booking });
      runInAction(() => {
        this.asking = false;
      });
      this.answer?.resolve();
    } catch (error) {
      runInAction(() => {
        this.error = toApiError(error);
      });
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }

  dismiss(): void {
    this.asking = false;
    this.answer?.reject(new ApiError('CONSENT_NEEDED'));
  }
}
