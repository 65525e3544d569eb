import type { Position } from '../../../domain/geo/distance';
import type { MapPin } from './types';

/** How the paper is held: closer by `zoom`, moved by some pixels from the middle. */
export interface Drawing {
  readonly zoom: number;
  readonly dx: number;
  readonly dy: number;
}

interface Paper {
  readonly width: number;
  readonly height: number;
}

/** What must be in view. */
interface Seen {
  readonly focus: readonly MapPin[];
  readonly here: Position | undefined;
}

export interface DrawnPin {
  readonly pin: MapPin;
  readonly x: number;
  readonly y: number;
  /** How far off it may be, in pixels. */
  readonly rough: number;
  /** The name stands above, because the next pin lies below. */
  readonly nameAbove: boolean;
}

const METRES_PER_DEGREE = 111_195;
/** Room for names at the edges. Pixels. */
const MARGIN = 44;
/** Two names closer than this would run into each other. */
const NAME_PIXELS = 26;

/** Every place and the person, in pixels of the paper; north is up. */
export function drawnPlaces(
  { pins, focus, here }: Seen & { readonly pins: readonly MapPin[] },
  paper: Paper,
  drawing: Drawing,
): { readonly pins: readonly DrawnPin[]; readonly here: { x: number; y: number } | null } {
  const view = viewOf({ focus, here });
  const scale = paperScale({ focus, here }, paper) * drawing.zoom;
  const at = ({ longitude, latitude }: Position) => ({
    x: paper.width / 2 + drawing.dx + (longitude - view.longitude) * view.metresPerDegreeEast * scale,
    y: paper.height / 2 + drawing.dy - (latitude - view.latitude) * METRES_PER_DEGREE * scale,
  });
  const points = pins.map((pin) => ({ pin, ...at(pin) }));
  return {
    pins: points.map((point) => ({
      ...point,
      rough: point.pin.roughMetres * scale,
      nameAbove: points.some(
        (other) =>
          other.pin.id !== point.pin.id &&
          other.y >= point.y &&
          other.y - point.y < NAME_PIXELS * 1.5 &&
          Math.abs(other.x - point.x) < NAME_PIXELS * 1.5,
      ),
    })),
    here: here === undefined ? null : at(here),
  };
}

/** Pixels for a metre at which everything worth seeing fits on the paper. */
export function paperScale(seen: Seen, paper: Paper): number {
  const { metresWide, metresHigh } = viewOf(seen);
  return Math.min(
    (paper.width - 2 * MARGIN) / Math.max(1_000, metresWide),
    (paper.height - 2 * MARGIN) / Math.max(1_000, metresHigh),
  );
}

/** A bar of a round length that is some 60 to 150 pixels long. */
export function scaleBar(pixelsPerMetre: number): { readonly pixels: number; readonly text: string } {
  const metres =
    [500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000].find((each) => each * pixelsPerMetre >= 60) ?? 100_000;
  return {
    pixels: Math.round(metres * pixelsPerMetre),
    text: metres < 1_000 ? `${metres} m` : `${metres / 1_000} km`,
  };
}

function viewOf({ focus, here }: Seen) {
  const seen: readonly Position[] = here === undefined ? focus : [...focus, here];
  const longitudes = seen.map(({ longitude }) => longitude);
  const latitudes = seen.map(({ latitude }) => latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const latitude = (south + north) / 2;
  const metresPerDegreeEast = METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
  return {
    longitude: (west + east) / 2,
    latitude,
    metresPerDegreeEast,
    metresWide: (east - west) * metresPerDegreeEast,
    metresHigh: (north - south) * METRES_PER_DEGREE,
  };
}
