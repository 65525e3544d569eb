import { fillFrom, type PhraseBook } from '../i18n/phraseBook';
import type { ValuesFor } from '../i18n/translate';
import { useStores } from '../stores/storeContext';

/** Says the phrases of a book; a phrase with `{names}` must be given them. */
export type Say<Chinese extends Readonly<Record<string, string>>> = <Key extends keyof Chinese & string>(
  key: Key,
  ...values: ValuesFor<Chinese[Key]>
) => string;

/** `t` for the phrases of a sub-package, in the person's language. Call it in an observer. */
export function usePhrases<Chinese extends Readonly<Record<string, string>>>(
  book: PhraseBook<Chinese>,
): Say<Chinese> {
  const { language } = useStores().settings;
  return (key, ...[values]) => fillFrom(book, language, key, values);
}
