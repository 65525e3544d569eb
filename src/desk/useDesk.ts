import { usePhrases } from '../screen/usePhrases';
import { DeskStore } from '../stores/DeskStore';
import { useStores } from '../stores/storeContext';
import { deskPhrases } from './phrases';

/** The stores and the words of the desk. Call it in an observer. */
export function useDesk() {
  const desk = useStores().part(DeskStore);
  return { desk, t: usePhrases(deskPhrases) };
}
