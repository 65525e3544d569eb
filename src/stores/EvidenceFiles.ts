import { makeAutoObservable, runInAction } from 'mobx';
import { type ApiError, toApiError } from '../api/ApiError';
import type { Api } from '../api/createApi';
import type { ChosenFile, PhoneFiles } from '../platform/types';

export interface FileLimits {
  readonly bytesMax: number;
  readonly filesMax: number;
  /** Bytes of one part. */
  readonly partBytes: number;
}

export interface EvidenceFile {
  /** Drawn by the phone: sending a part again changes nothing. */
  readonly id: string;
  readonly source: ChosenFile;
  readonly parts: number;
  /** Parts that have arrived, counted from the first. */
  sent: number;
  /** Stopped: the next try goes on where this one ended. Refused: the file itself is no good. */
  status: 'waiting' | 'sending' | 'stopped' | 'arrived' | 'refused';
  error: ApiError | undefined;
}

export interface EvidenceFilesOptions {
  readonly api: Api;
  readonly files: PhoneFiles;
  readonly limits: () => FileLimits | undefined;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Photos and documents on their way to the service, one part after the other. */
export class EvidenceFiles {
  files: EvidenceFile[] = [];
  private sending = false;
  private readonly options: EvidenceFilesOptions;

  constructor(options: EvidenceFilesOptions) {
    this.options = options;
    makeAutoObservable<this, 'options' | 'sending'>(this, { options: false, sending: false });
  }

  get canChooseDocuments(): boolean {
    return this.options.files.canChooseDocuments;
  }

  /** How many more files may be added. */
  get room(): number {
    const good = this.files.filter(({ status }) => status !== 'refused');
    return Math.max(0, (this.options.limits()?.filesMax ?? 0) - good.length);
  }

  /** Lets the person choose, and sends what they chose. */
  async choose(kind: ChosenFile['kind']): Promise<void> {
    const { files, limits } = this.options;
    const { room } = this;
    const known = limits();
    if (room === 0 || known === undefined) return;
    const chosen = await (kind === 'photo' ? files.choosePhotos(room) : files.chooseDocuments(room));
    runInAction(() => {
      for (const source of chosen.slice(0, room)) {
        const parts = Math.max(1, Math.ceil(source.bytes / known.partBytes));
        this.files.push({ id: newEvidenceId(), source, parts, sent: 0, status: 'waiting', error: undefined });
      }
    });
    await this.send();
  }

  /** Goes on with whatever stopped, at the part that is missing. */
  async resume(): Promise<void> {
    for (const file of this.files) if (file.status === 'stopped') file.status = 'waiting';
    await this.send();
  }

  async remove(id: string): Promise<void> {
    const file = this.files.find((each) => each.id === id);
    this.files = this.files.filter((each) => each.id !== id);
    if (file === undefined || file.status === 'refused' || file.sent === 0) return;
    // What the service does not hear of it deletes by itself, since no request takes it.
    await this.options.api.call('requests', 'removeEvidence', { evidence: id }).catch(() => undefined);
  }

  /** Those that a request can take along. */
  get arrived(): readonly string[] {
    return this.files.filter(({ status }) => status === 'arrived').map(({ id }) => id);
  }

  /** Nothing is on its way or stands still. */
  get settled(): boolean {
    return this.files.every(({ status }) => status === 'arrived' || status === 'refused');
  }

  forget(): void {
    this.files = [];
  }

  /** One file after the other: a bad network is no better for being shared. */
  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let next = this.next; next !== undefined; next = this.next) await this.sendFile(next);
    } finally {
      this.sending = false;
    }
  }

  private get next(): EvidenceFile | undefined {
    return this.files.find(({ status }) => status === 'waiting');
  }

  private async sendFile(file: EvidenceFile): Promise<void> {
    runInAction(() => {
      file.status = 'sending';
      file.error = undefined;
    });
    try {
      while (file.sent < file.parts && this.files.includes(file)) await this.sendPart(file);
      runInAction(() => {
        file.status = 'arrived';
      });
    } catch (error) {
      const failure = toApiError(error);
      runInAction(() => {
        file.status = failure.code.startsWith('EVIDENCE_') ? 'refused' : 'stopped';
        file.error = failure;
      });
    }
  }

  private async sendPart(file: EvidenceFile): Promise<void> {
    const { api, limits, pause } = this.options;
    const partBytes = limits()?.partBytes ?? 0;
    const { id: evidence, sent: part, parts, source } = file;
    const data = await source.read(part * partBytes, partBytes);
    try {
      await api.call('requests', 'uploadEvidence', { evidence, part, parts, data });
      runInAction(() => {
        file.sent = part + 1;
      });
    } catch (error) {
      const { code, details } = toApiError(error);
      if (code !== 'TOO_MANY_REQUESTS') throw error;
      await pause(Number(details.retryAfterSeconds ?? 1) * 1000);
    }
  }
}

/** A version 4 UUID; that nobody guesses it is not needed, since it opens nothing. */
function newEvidenceId(): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () =>
    Math.floor(Math.random() * 16).toString(16),
  );
}
