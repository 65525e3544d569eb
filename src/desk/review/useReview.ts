import { usePhrases } from '../../screen/usePhrases';
import { ReviewStore } from '../../stores/ReviewStore';
import { useStores } from '../../stores/storeContext';
import { reviewPhrases } from './phrases';

/** The store and the words of reviewing. Call it in an observer. */
export function useReview() {
  const review = useStores().part(ReviewStore);
  return { review, t: usePhrases(reviewPhrases) };
}
