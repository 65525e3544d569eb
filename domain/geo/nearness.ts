import { distanceMetres, type Position } from './distance';

/** Where a place is, and how far from there it may really be. Metres. */
export interface Whereabouts extends Position {
  readonly errorMetres: number;
}

/** Where a person starts from: what their phone says, or the district of a hall that they chose. */
export interface Origin extends Whereabouts {
  /** The hall whose district they chose: it lies in that district, however little is known of either position. */
  readonly district?: string | undefined;
}

/** A straight line between two places and how far off it may be. Metres. */
export interface Reach {
  readonly metres: number;
  readonly errorMetres: number;
  /** The person named the hall's district: nearer than any other, but nobody knows by how much. */
  readonly sameDistrict?: true;
}

/** The hall of the district that the person named stands before any other, by what they said and not by a distance. */
const OWN_DISTRICT: Reach = { metres: Number.NEGATIVE_INFINITY, errorMetres: 0, sameDistrict: true };

/** How far a hall is; undefined while nobody knows where the person is, or where the hall is. */
export function reachOf(
  origin: Origin | undefined,
  hall: string,
  at: Whereabouts | undefined,
): Reach | undefined {
  if (origin === undefined || at === undefined) return undefined;
  if (origin.district === hall) return OWN_DISTRICT;
  return { metres: distanceMetres(origin, at), errorMetres: origin.errorMetres + at.errorMetres };
}

/** True only when `a` is the nearer one wherever both of them really are. */
export function isNearer(a: Reach, b: Reach): boolean {
  return a.metres + a.errorMetres < b.metres - b.errorMetres;
}

/**
 * Items in groups, the nearest group first. What is nearer for certain stands in an earlier group; inside a group the
 * given order is kept, because nobody knows which is the nearest. Items of unknown distance are the last group.
 */
export function nearnessGroups<Item>(
  items: readonly Item[],
  reach: (item: Item) => Reach | undefined,
): Item[][] {
  const measured = items.flatMap((item, order) => {
    const at = reach(item);
    return at === undefined
      ? []
      : [{ item, order, least: at.metres - at.errorMetres, most: at.metres + at.errorMetres }];
  });
  const byLeast = measured.sort((a, b) => a.least - b.least);
  // The smallest upper bound from each item on: whoever may be that near belongs to the group.
  const bounds: number[] = [];
  byLeast.reduceRight((bound, { most }, index) => {
    bounds[index] = Math.min(bound, most);
    return bounds[index];
  }, Number.POSITIVE_INFINITY);

  const groups: Item[][] = [];
  for (let from = 0; from < byLeast.length; ) {
    const bound = bounds[from] ?? 0;
    const beyond = byLeast.findIndex(({ least }, index) => index > from && least > bound);
    const to = beyond === -1 ? byLeast.length : beyond;
    const group = byLeast.slice(from, to).sort((a, b) => a.order - b.order);
    groups.push(group.map(({ item }) => item));
    from = to;
  }
  const unknown = items.filter((item) => reach(item) === undefined);
  return unknown.length === 0 ? groups : [...groups, unknown];
}

/** Items as `nearnessGroups` puts them, one after the other. */
export function byNearness<Item>(items: readonly Item[], reach: (item: Item) => Reach | undefined): Item[] {
  return nearnessGroups(items, reach).flat();
}

/** How much of a distance may be error before it is no longer told as a number, and from where nothing is ranked. */
export interface DistanceRules {
  readonly toldErrorShare: number;
  readonly rankWithinMetres: number;
}

/** A distance as it may be told: as exact as it is known, and not at all when the error is a large part of it. */
export function toldMetres(
  reach: Reach | undefined,
  { toldErrorShare }: Pick<DistanceRules, 'toldErrorShare'>,
): number | undefined {
  if (reach === undefined || reach.sameDistrict) return undefined;
  if (reach.errorMetres > reach.metres * toldErrorShare) return undefined;
  const step = reach.errorMetres < 1 ? 1 : 10 ** Math.floor(Math.log10(reach.errorMetres));
  return Math.round(reach.metres / step) * step;
}

/** True when a person is so far from every hall that the way to one says nothing about which to choose. */
export function isTooFar(
  from: Position,
  halls: readonly Whereabouts[],
  { rankWithinMetres }: Pick<DistanceRules, 'rankWithinMetres'>,
): boolean {
  return halls.every((hall) => distanceMetres(from, hall) - hall.errorMetres > rankWithinMetres);
}
