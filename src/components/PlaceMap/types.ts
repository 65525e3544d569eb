/** A place on the map. */
export interface MapPin {
  readonly id: string;
  readonly longitude: number;
  readonly latitude: number;
  /** How far off the position may be. */
  readonly roughMetres: number;
  /** A word or two beside the pin. */
  readonly name: string;
  readonly kind: 'dual-track' | 'serve-on-arrival';
  /** What the screen reader says. */
  readonly label: string;
}

export interface PlaceMapProps {
  readonly pins: readonly MapPin[];
  /** The pins that are in view at first; all of them can be reached. */
  readonly focus: readonly MapPin[];
  readonly chosen: string | undefined;
  /** Where the person is, when that is known. */
  readonly here: { readonly longitude: number; readonly latitude: number } | undefined;
  /** What the screen reader says of the whole map. */
  readonly label: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly onChoose: (id: string) => void;
}
