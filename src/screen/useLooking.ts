import { useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { reaction } from 'mobx';
import { useEffect, useMemo, useRef } from 'react';
import { useStores } from '../stores/storeContext';
import { createWatch, type Looking } from './watch';

/**
 * Looks when the page is shown and again after each pause, which may read stores: what appears there is followed from
 * then on. A page that is hidden does not look. Gives "look now".
 */
export function useLooking(look: Looking['look'], pause: Looking['pause']): () => Promise<void> {
  const { platform } = useStores();
  const latest = useRef<Looking>({ look, pause });
  latest.current = { look, pause };
  const watch = useMemo(() => createWatch(latest), []);
  const shown = useRef(false);
  useDidShow(() => {
    shown.current = true;
    void watch.start();
  });
  const hide = () => {
    shown.current = false;
    watch.stop();
  };
  useDidHide(hide);
  useUnload(hide);
  useEffect(
    () =>
      platform.watchSight((inSight) => {
        if (!inSight) watch.stop();
        else if (shown.current) void watch.start();
      }),
    [platform, watch],
  );
  useEffect(
    () =>
      reaction(
        () => latest.current.pause() !== null,
        (wanted) => {
          if (wanted && shown.current && !watch.isLooking()) void watch.start();
        },
      ),
    [watch],
  );
  return watch.start;
}
