import type { Position } from './distance';

/** The ellipsoid of Krasovsky 1940, on which the shift is defined. */
const SEMI_MAJOR_METRES = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;

/** Degrees inside which Chinese maps are shifted; everywhere else they show satellite positions as they are. */
const SHIFTED = { west: 72.004, east: 137.8347, south: 0.8293, north: 55.8271 };

/**
 * A satellite position (WGS-84) as Chinese maps show it (GCJ-02), some 500 m to the south-east of the truth. The
 * formula is the published approximation that map makers use; it is within a few metres.
 */
export function wgs84ToGcj02({ longitude, latitude }: Position): Position {
  const { west, east, south, north } = SHIFTED;
  const shifted = longitude >= west && longitude <= east && latitude >= south && latitude <= north;
  if (!shifted) return { longitude, latitude };
  const x = longitude - 105;
  const y = latitude - 35;
  const radians = (latitude * Math.PI) / 180;
  const curvature = 1 - ECCENTRICITY_SQUARED * Math.sin(radians) ** 2;
  const metresPerDegreeNorth =
    ((SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / curvature ** 1.5) * (Math.PI / 180);
  const metresPerDegreeEast =
    (SEMI_MAJOR_METRES / Math.sqrt(curvature)) * Math.cos(radians) * (Math.PI / 180);
  return {
    longitude: longitude + metresEast(x, y) / metresPerDegreeEast,
    latitude: latitude + metresNorth(x, y) / metresPerDegreeNorth,
  };
}

function metresNorth(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    waves(x, [
      [20, 6],
      [20, 2],
    ]) +
    waves(y, [
      [20, 1],
      [40, 1 / 3],
      [160, 1 / 12],
      [320, 1 / 30],
    ])
  );
}

function metresEast(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    waves(x, [
      [20, 6],
      [20, 2],
      [20, 1],
      [40, 1 / 3],
      [150, 1 / 12],
      [300, 1 / 30],
    ])
  );
}

/** Two thirds of a sum of sines, each with its height in metres and its half turns for each degree. */
function waves(degrees: number, parts: readonly (readonly [number, number])[]): number {
  return (
    (parts.reduce((sum, [height, turns]) => sum + height * Math.sin(degrees * turns * Math.PI), 0) * 2) / 3
  );
}
