import { configure } from 'mobx';
import type { PropsWithChildren } from 'react';
import './app.scss';
import { env } from './env';
import { platform } from './platform/index';
import { phoneStorage } from './platform/storage';
import { RootStore } from './stores/RootStore';
import { StoreContext } from './stores/storeContext';

configure({ enforceActions: 'never' });

const stores = new RootStore({
  platform,
  storage: phoneStorage,
  cityCode: env.city,
  clock: Date.now,
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

export default function App({ children }: PropsWithChildren) {
  return <StoreContext.Provider value={stores}>{children}</StoreContext.Provider>;
}
