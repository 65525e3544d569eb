import { distanceMetres, type Position } from './distance';

/** Whole metres from a person to a hall; undefined when either place is unknown. */
export function metresTo(near: Position | undefined, hall: Position | undefined): number | undefined {
  return near === undefined || hall === undefined ? undefined : Math.round(distanceMetres(near, hall));
}

/** Orders the nearer first and unknown distances last, and leaves equals as they are. */
export function byDistance(
  a: { distanceMetres?: number | undefined },
  b: { distanceMetres?: number | undefined },
): number {
  return (a.distanceMetres ?? Number.POSITIVE_INFINITY) === (b.distanceMetres ?? Number.POSITIVE_INFINITY)
    ? 0
    : (a.distanceMetres ?? Number.POSITIVE_INFINITY) - (b.distanceMetres ?? Number.POSITIVE_INFINITY);
}
