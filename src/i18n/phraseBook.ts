import type { Language } from './language';
import { fill, type PhraseValues } from './translate';

/** The phrases of a part of the app that is downloaded apart. Chinese decides which there are; English must follow. */
export type PhraseBook<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** A book of both languages; a phrase that English lacks does not compile. */
export function phraseBook<Chinese extends Readonly<Record<string, string>>>(
  chinese: Chinese,
  english: Readonly<Record<keyof Chinese, string>>,
): PhraseBook<keyof Chinese & string> {
  return { 'zh-CN': chinese, en: english };
}

/** A phrase of a book with its `{names}` filled in. */
export function phraseOf<Key extends string>(
  book: PhraseBook<Key>,
  language: Language,
  key: Key,
  values: PhraseValues = {},
): string {
  return fill(book[language][key], values);
}
