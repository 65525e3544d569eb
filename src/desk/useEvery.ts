import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';

/** Work that goes on while somebody looks. */
class Repeating {
  work: () => void = () => undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }

  begin = (): void => {
    if (this.timer !== undefined) return;
    this.work();
    this.timer = setInterval(() => this.work(), this.milliseconds);
  };

  end = (): void => {
    clearInterval(this.timer);
    this.timer = undefined;
  };
}

/**
 * Does something at once and every so many milliseconds while the page is shown. It also runs where it comes onto a
 * page that is shown already.
 */
export function useEvery(milliseconds: number, work: () => void): void {
  const [repeating] = useState(() => new Repeating(milliseconds));
  repeating.work = work;
  useDidShow(repeating.begin);
  useDidHide(repeating.end);
  useEffect(() => {
    repeating.begin();
    return repeating.end;
  }, [repeating]);
}
