import { makeAutoObservable } from 'mobx';
import type { ErrorCode } from '../../contract/errorCodes';
import type { PhraseKey, Phrases } from '../i18n/chinesePhrases';
import { type Language, languages } from '../i18n/language';
import { type PhraseValues, pick, translate, translateError, type ValuesFor } from '../i18n/translate';
import type { Storage } from '../platform/storage';
import type { Platform } from '../platform/types';

export const themes = ['system', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

interface Kept {
  readonly language?: Language;
  readonly elder?: boolean;
  readonly theme?: Theme;
}

const KEY = 'settings';

type Preferences = Pick<Platform, 'prefersDark' | 'prefersEnglish' | 'prefersLargeType'>;

/** How this person reads: language, size and colours. The phone's own settings count until they choose. */
export class SettingsStore {
  language: Language;
  elder: boolean;
  theme: Theme;
  private systemDark: boolean;
  private readonly storage: Storage;

  constructor(storage: Storage, platform: Preferences) {
    this.storage = storage;
    const kept = (storage.read(KEY) ?? {}) as Kept;
    this.language = kept.language ?? (platform.prefersEnglish() ? 'en' : 'zh-CN');
    this.elder = kept.elder ?? platform.prefersLargeType();
    this.theme = kept.theme ?? 'system';
    this.systemDark = platform.prefersDark();
    makeAutoObservable<this, 'storage'>(this, { storage: false });
  }

  get dark(): boolean {
    return this.theme === 'system' ? this.systemDark : this.theme === 'dark';
  }

  /** A phrase in the person's language. */
  t = <Key extends PhraseKey>(key: Key, ...[values]: ValuesFor<Phrases[Key]>): string =>
    translate(this.language, key, values);

  /** The sentence for a "no". */
  error = (code: ErrorCode, details?: PhraseValues): string => translateError(this.language, code, details);

  /** The person's side of a bilingual fact. */
  pick = (fact: { readonly zh: string; readonly en: string }): string => pick(this.language, fact);

  switchLanguage(): void {
    this.language = languages.find((language) => language !== this.language) ?? this.language;
    this.keep();
  }

  switchElder(): void {
    this.elder = !this.elder;
    this.keep();
  }

  chooseTheme(theme: Theme): void {
    this.theme = theme;
    this.keep();
  }

  systemTurned(dark: boolean): void {
    this.systemDark = dark;
  }

  private keep(): void {
    const { language, elder, theme } = this;
    this.storage.write(KEY, { language, elder, theme } satisfies Kept);
  }
}
