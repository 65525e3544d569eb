/** How the phone is set up when the app is opened. All of it can be sent to the page as JSON. */
export interface Launch {
  /** Who holds the phone: what the platform says of them to the service. */
  readonly citizen: string;
  /** Page and parameters of the link that was opened; empty for the app's own first page. */
  readonly url: string;
  /** What the app stored the last time. */
  readonly storage: Readonly<Record<string, unknown>>;
  readonly language: string;
  readonly dark: boolean;
  /** The phone's own type size in pixels; 16 is usual. */
  readonly fontSize: number;
  readonly position: { readonly longitude: number; readonly latitude: number };
  /** Scopes that the person refuses when asked, such as `scope.userLocation`. */
  readonly refused: readonly string[];
  /** Kinds of personal information that the app's privacy guide names; see `permissions.ts`. */
  readonly privacyGuide: readonly string[];
  /** The QR code before the camera; empty when there is none and the person gives up. */
  readonly camera: string;
  /** Photos (`.jpg`, `.png`) and documents that the person would choose; their bytes in base64. */
  readonly filesToChoose: readonly { readonly name: string; readonly content: string }[];
  /** Answers of what only a person can give, by API. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** A request that leaves the phone. */
export type Request =
  | { readonly kind: 'cloud'; readonly name: string; readonly data: unknown; readonly citizen: string }
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly timeout: number;
    };

export type Response =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly unreachable: string };

export type SendToNetwork = (request: Request) => Promise<Response>;
