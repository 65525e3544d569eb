import { distanceMetres, type Position } from './distance';
import type { Whereabouts } from './nearness';

export interface PlaceAt {
  readonly code: string;
  readonly position: Whereabouts;
}

export interface PlaceWithDistance<Place> {
  readonly place: Place;
  /** Straight line. */
  readonly metres: number;
}

/** The side of a square of the index, in degrees: some 11 km from south to north. */
const SQUARE_DEGREES = 0.1;
const METRES_PER_DEGREE = 111_195;
/** Squares around the earth. */
const COLUMNS = 3_600;

/** Places kept by the square of the map in which they lie, so that the nearest are found without a look at all. */
export class PlaceIndex<Place extends PlaceAt> {
  /** In the order in which they were given. */
  readonly places: readonly Place[];
  private readonly squares = new Map<string, Place[]>();
  /** The error of the roughest position. */
  private readonly errorMetres: number;

  constructor(places: readonly Place[]) {
    this.places = places;
    this.errorMetres = places.reduce((most, { position }) => Math.max(most, position.errorMetres), 0);
    for (const place of places) {
      const key = keyOf(columnOf(place.position), rowOf(place.position));
      const square = this.squares.get(key);
      if (square === undefined) this.squares.set(key, [place]);
      else square.push(place);
    }
  }

  /**
   * The places of which fewer than `count` others are nearer for certain, nearest first as far as their positions say;
   * more than `count` where positions are too rough to tell. Of two at the same distance the code decides.
   */
  nearest(from: Whereabouts, count: number): PlaceWithDistance<Place>[] {
    const found: PlaceWithDistance<Place>[] = [];
    // A ring with more squares than there are places costs more than a look at all of them.
    for (let ring = 0; 8 * ring <= this.places.length && ring < COLUMNS / 2; ring += 1) {
      found.push(...withDistance(from, this.ring(from, ring)));
      // Whatever lies further out than this ring is at least this far away.
      const certain = ring * squareWidthMetres(from, ring) - this.errorMetres - 2 * from.errorMetres;
      if (found.filter((each) => atMost(each) <= certain).length >= count)
        return nearestOf(found, count, from);
    }
    return nearestOf(withDistance(from, this.places), count, from);
  }

  /** The places in the squares that are `ring` squares away from the one of `from`. */
  private ring(from: Position, ring: number): Place[] {
    const column = columnOf(from);
    const row = rowOf(from);
    const found: Place[] = [];
    const take = (dx: number, dy: number) => {
      found.push(...(this.squares.get(keyOf(column + dx, row + dy)) ?? []));
    };
    if (ring === 0) take(0, 0);
    for (let step = -ring; step < ring; step += 1) {
      take(step, -ring);
      take(ring, step);
      take(-step, ring);
      take(-ring, -step);
    }
    return found;
  }
}

function withDistance<Place extends PlaceAt>(
  from: Position,
  places: readonly Place[],
): PlaceWithDistance<Place>[] {
  return places.map((place) => ({ place, metres: distanceMetres(from, place.position) }));
}

function nearestOf<Place extends PlaceAt>(
  found: readonly PlaceWithDistance<Place>[],
  count: number,
  from: Whereabouts,
): PlaceWithDistance<Place>[] {
  const furthest = found.map(atMost).sort((a, b) => a - b)[count - 1] ?? Number.POSITIVE_INFINITY;
  const bound = furthest + 2 * from.errorMetres;
  return found
    .filter(({ place, metres }) => metres - place.position.errorMetres <= bound)
    .sort((a, b) => a.metres - b.metres || (a.place.code < b.place.code ? -1 : 1));
}

function atMost({ place, metres }: PlaceWithDistance<PlaceAt>): number {
  return metres + place.position.errorMetres;
}

/** Squares narrow towards the pole: as wide as on the polar edge of the ring. */
function squareWidthMetres({ latitude }: Position, ring: number): number {
  const edge = Math.min(90, Math.abs(latitude) + (ring + 1) * SQUARE_DEGREES);
  return SQUARE_DEGREES * METRES_PER_DEGREE * Math.cos((edge * Math.PI) / 180);
}

function columnOf({ longitude }: Position): number {
  return Math.floor(longitude / SQUARE_DEGREES);
}

function rowOf({ latitude }: Position): number {
  return Math.floor(latitude / SQUARE_DEGREES);
}

/** East of the last column comes the first one again. */
function keyOf(column: number, row: number): string {
  return `${((column % COLUMNS) + COLUMNS) % COLUMNS}/${row}`;
}
