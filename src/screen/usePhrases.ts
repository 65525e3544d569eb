import { type PhraseBook, phraseOf } from '../i18n/phraseBook';
import type { PhraseValues } from '../i18n/translate';
import { useStores } from '../stores/storeContext';

/** `t` for the phrases of a sub-package, in the person's language. Call it in an observer. */
export function usePhrases<Key extends string>(
  book: PhraseBook<Key>,
): (key: Key, values?: PhraseValues) => string {
  const { language } = useStores().settings;
  return (key, values) => phraseOf(book, language, key, values);
}
