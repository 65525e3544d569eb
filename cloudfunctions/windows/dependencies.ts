import type { Dependencies } from '../_runtime/dependencies';
import type { Routing } from './routing';
import type { WaitEstimate } from './waitEstimate';

/** What this room needs besides: who measures ways, and who knows the queues. */
export interface WindowsDependencies extends Dependencies {
  readonly routing: Routing;
  readonly waitEstimate: WaitEstimate;
}
