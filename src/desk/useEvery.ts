import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';

/** Does something each time the page is shown and every so many milliseconds while it is. */
export function useEvery(milliseconds: number, work: () => void): void {
  const latest = useRef(work);
  latest.current = work;
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  const stop = () => clearInterval(timer.current);
  useDidShow(() => {
    stop();
    latest.current();
    timer.current = setInterval(() => latest.current(), milliseconds);
  });
  useDidHide(stop);
  useEffect(() => () => clearInterval(timer.current), []);
}
