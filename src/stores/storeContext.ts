import { createContext, useContext } from 'react';
import type { RootStore } from './RootStore';

export const StoreContext = createContext<RootStore | null>(null);

/** The stores, in any page below `app.tsx`. */
export function useStores(): RootStore {
  const stores = useContext(StoreContext);
  if (stores === null) throw new Error('There are no stores above this component.');
  return stores;
}
