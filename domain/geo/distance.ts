/** A point in GCJ-02, the datum that both phones speak. Degrees. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

const EARTH_RADIUS_METRES = 6_371_008.8;

/** Straight-line distance in metres (haversine; error well under 1 % inside a city). */
export function distanceMetres(from: Position, to: Position): number {
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const a =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(a)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
