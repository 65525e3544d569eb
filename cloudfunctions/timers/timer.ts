import type { Dependencies } from '../_runtime/dependencies';

/** Work of the service's own, safe to run twice or twice at once. Gives how many things it changed. */
export type Timer = (dependencies: Dependencies, city: string, now: Date) => Promise<number>;
