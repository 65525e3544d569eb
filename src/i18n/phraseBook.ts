import type { Language } from './language';
import { fill, type PhraseValues, type ValuesFor } from './translate';

type Texts = Readonly<Record<string, string>>;

/** The phrases of a part of the app that is downloaded apart. Chinese decides which there are; English must follow. */
export interface PhraseBook<Chinese extends Texts> {
  readonly 'zh-CN': Chinese;
  readonly en: Readonly<Record<keyof Chinese, string>>;
}

/** A book of both languages; a phrase that English lacks does not compile. */
export function phraseBook<const Chinese extends Texts>(
  chinese: Chinese,
  english: Readonly<Record<keyof Chinese, string>>,
): PhraseBook<Chinese> {
  return { 'zh-CN': chinese, en: english };
}

/** A phrase of a book with its `{names}` filled in; one that is not given a value does not compile. */
export function phraseOf<Chinese extends Texts, Key extends keyof Chinese & string>(
  book: PhraseBook<Chinese>,
  language: Language,
  key: Key,
  ...[values]: ValuesFor<Chinese[Key]>
): string {
  return fillFrom(book, language, key, values);
}

/** The same without the check, for where the key is only known at run time. */
export function fillFrom<Chinese extends Texts>(
  book: PhraseBook<Chinese>,
  language: Language,
  key: keyof Chinese & string,
  values: PhraseValues = {},
): string {
  return fill(book[language][key], values);
}
