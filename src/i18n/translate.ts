import type { ErrorCode } from '../../contract/errorCodes';
import { type PhraseKey, type Phrases, zhCN } from './chinesePhrases';
import { en } from './englishPhrases';
import { errorMessages } from './errorMessages';
import type { Language } from './language';

export type PhraseValues = Readonly<Record<string, unknown>>;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What a phrase must be given: every `{name}` in it, or nothing. A forgotten one would be printed as it stands. */
export type ValuesFor<Text extends string> = [NamesIn<Text>] extends [never]
  ? [values?: PhraseValues]
  : [values: PhraseValues & Readonly<Record<NamesIn<Text>, unknown>>];

/** A phrase that needs nothing to be filled in. */
export type PlainPhraseKey = {
  [Key in PhraseKey]: [NamesIn<Phrases[Key]>] extends [never] ? Key : never;
}[PhraseKey];

const phrases: Readonly<Record<Language, Readonly<Record<PhraseKey, string>>>> = { 'zh-CN': zhCN, en };

/** A phrase with its `{names}` filled in. */
export function translate(language: Language, key: PhraseKey, values: PhraseValues = {}): string {
  return fill(phrases[language][key], values);
}

/** The sentence for a "no" of the service. */
export function translateError(language: Language, code: ErrorCode, details: PhraseValues = {}): string {
  return fill(errorMessages[language][code] ?? errorMessages[language].INTERNAL, details);
}

/** The side of a bilingual fact that the person reads. */
export function pick(language: Language, fact: { readonly zh: string; readonly en: string }): string {
  return language === 'en' ? fact.en : fact.zh;
}

/** A text with its `{names}` filled in; an unknown name stays as it is. */
export function fill(text: string, values: PhraseValues): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
