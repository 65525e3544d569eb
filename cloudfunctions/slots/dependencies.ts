import type { Availability } from '../_availability/availability';
import type { Dependencies } from '../_runtime/dependencies';

export interface SlotsDependencies extends Dependencies {
  readonly availability: Availability;
}
