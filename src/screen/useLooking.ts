import { useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { useEffect, useMemo, useRef } from 'react';
import { useStores } from '../stores/storeContext';

interface Looking {
  readonly look: () => Promise<void>;
  /** Seconds until the next look; null ends it until the page is shown anew. */
  readonly pause: () => number | null;
}

/** Looks when the page is shown and again after each pause. A page that is hidden does not look. Gives "look now". */
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
  return watch.start;
}

/** One round of looks at a time: starting anew ends the round before. */
function createWatch(latest: { readonly current: Looking }) {
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    round += 1;
  };
  const goOn = async (mine: number): Promise<void> => {
    await latest.current.look();
    const seconds = mine === round ? latest.current.pause() : null;
    if (seconds !== null) timer = setTimeout(() => void goOn(mine), seconds * 1000);
  };
  const start = () => {
    stop();
    return goOn(round);
  };
  return { start, stop };
}
