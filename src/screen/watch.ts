/** What is looked at again and again. */
export interface Looking {
  readonly look: () => Promise<void>;
  /** Seconds until the next look; null while there is nothing to look for. */
  readonly pause: () => number | null;
}

export interface Watch {
  /** Looks now; resolves when there was an answer. */
  start(): Promise<void>;
  stop(): void;
  isLooking(): boolean;
}

/** One round of looks at a time: starting anew ends the round before. */
export function createWatch(latest: { readonly current: Looking }): Watch {
  let round = 0;
  let looking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    round += 1;
    looking = false;
  };
  const goOn = async (mine: number): Promise<void> => {
    looking = true;
    await latest.current.look();
    if (mine !== round) return;
    const seconds = latest.current.pause();
    looking = seconds !== null;
    if (seconds !== null) timer = setTimeout(() => void goOn(mine), seconds * 1000);
  };
  const start = () => {
    stop();
    return goOn(round);
  };
  return { start, stop, isLooking: () => looking };
}
