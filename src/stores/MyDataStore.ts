import { makeAutoObservable } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { Api } from '../api/createApi';
import type { Platform } from '../platform/types';
import { Loadable } from './Loadable';
import type { SettingsStore } from './SettingsStore';

export type SignIns = OutputOf<Rooms['identity']['listSignIns']>;
type Moment = 'booked' | 'waiting' | 'ticket' | 'request' | 'document';

interface MyDataOptions {
  readonly api: Api;
  readonly platform: Pick<Platform, 'messageChannel' | 'askForMessages'>;
  readonly settings: Pick<SettingsStore, 'language'>;
  readonly clock: () => number;
}

/** A person's own data: where they have signed in, a copy, the end of it; and the messages that they allow. */
export class MyDataStore {
  readonly signIns: Loadable<SignIns>;
  private templates: Partial<Record<Moment, readonly string[]>> = {};
  private readonly options: MyDataOptions;

  constructor(options: MyDataOptions) {
    this.options = options;
    this.signIns = new Loadable({ clock: options.clock });
    makeAutoObservable<this, 'options' | 'templates'>(this, {
      options: false,
      templates: false,
      signIns: false,
    });
  }

  load(): Promise<void> {
    return this.signIns.load(() => this.options.api.call('identity', 'listSignIns', {}));
  }

  /** Ends a sign-in on another device. Rejects with an `ApiError`. */
  async endSignIn(id: string): Promise<void> {
    await this.options.api.call('identity', 'endSignIn', { signIn: id });
    await this.load();
  }

  /** Ends the sign-in of this phone, in passing. */
  leave(): void {
    this.options.api.call('identity', 'endSignIn', {}, { inPassing: true }).catch(() => undefined);
  }

  /** Everything that is kept, as text to copy. */
  async copy(): Promise<string> {
    return JSON.stringify(await this.options.api.call('privacy', 'getExport', {}), null, 2);
  }

  /** Deletes everything; the caller signs out afterwards. */
  async deleteAll(): Promise<void> {
    await this.options.api.call('privacy', 'deleteMine', { confirm: 'delete' });
    this.forget();
  }

  get canAskForMessages(): boolean {
    return this.options.platform.messageChannel !== undefined;
  }

  /** Fetches the names of the messages beforehand: the phone asks only right after a tap. */
  async prepareMessages(moment: Moment): Promise<void> {
    const channel = this.options.platform.messageChannel;
    if (channel === undefined || this.templates[moment] !== undefined) return;
    const { templates } = await this.options.api.call('messages', 'listTemplates', { channel, moment });
    this.templates[moment] = templates;
  }

  /** Asks the person on their phone, and notes what they allowed. Gives how many messages that is. */
  async allowMessages(moment: Moment): Promise<number> {
    const { api, platform, settings } = this.options;
    const channel = platform.messageChannel;
    const wanted = this.templates[moment] ?? [];
    if (channel === undefined || wanted.length === 0) return 0;
    const templates = await platform.askForMessages(wanted);
    if (templates.length === 0) return 0;
    const language = settings.language === 'en' ? 'en' : 'zh';
    const { allowed } = await api.call('messages', 'allow', { channel, templates: [...templates], language });
    return allowed.length;
  }

  forget(): void {
    this.signIns.forget();
  }
}
