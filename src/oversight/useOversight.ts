import { usePhrases } from '../screen/usePhrases';
import { OversightStore } from '../stores/OversightStore';
import { useStores } from '../stores/storeContext';
import { oversightPhrases } from './phrases';

/** The store and the words of oversight. Call it in an observer. */
export function useOversight() {
  const oversight = useStores().part(OversightStore);
  return { oversight, t: usePhrases(oversightPhrases) };
}
