/** One call to the service, before it is known how this phone makes it. */
export interface Sending {
  readonly room: string;
  readonly operation: string;
  readonly input: unknown;
  readonly city: string;
  readonly device?: string | undefined;
  readonly language: string;
  readonly token?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

export interface LoginCode {
  readonly channel: 'wechat' | 'alipay' | 'web';
  readonly code: string;
}

export interface Place {
  readonly name: string;
  readonly address: string;
  readonly longitude: number;
  readonly latitude: number;
}

/** Where the person is, in GCJ-02 degrees; or why nobody knows. */
export type Located =
  | { readonly kind: 'found'; readonly longitude: number; readonly latitude: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unavailable' };

export interface CalendarEvent {
  /** Stays the same when the visit is moved. */
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** A photo or document that the person chose, still on the phone. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: number;
  /** Where this phone can show it. */
  readonly path: string;
  readonly kind: 'photo' | 'document';
  /** Some of its bytes in base64, from an offset that is a multiple of three. Rejects when the file is gone. */
  read(offset: number, length: number): Promise<string>;
}

/** Files that leave the phone or come to it. */
export interface PhoneFiles {
  /** Photos from the camera or the album; none when the person gave up or refused. Never rejects. */
  choosePhotos(most: number): Promise<readonly ChosenFile[]>;
  /** PDF documents; none when the person gave up or refused. Never rejects. */
  chooseDocuments(most: number): Promise<readonly ChosenFile[]>;
  /** False where this phone can hand over photos only. */
  readonly canChooseDocuments: boolean;
  /** Puts a file together from parts in base64, and says where this phone can show it. */
  keep(name: string, mediaType: string, parts: readonly string[]): Promise<string>;
  /** Deletes what `keep` wrote. Never rejects. */
  drop(path: string): void;
  /** Opens a PDF page by page in the phone's own reader. Rejects when it cannot. */
  showDocument(path: string): Promise<void>;
}

/** Everything in which the phones differ. Add a line here, then answer it three times beside it. */
export interface Platform {
  /** Sends a call and gives the service's reply. Rejects with `Unreachable` when none came. */
  send(sending: Sending): Promise<unknown>;
  /** True where every call says by itself who holds the phone, whether they have signed in or not. */
  readonly saysWhoCalls: boolean;
  /** A login code without asking the person, or null when the person must be asked (the web). */
  login(): Promise<LoginCode | null>;
  /** Remembers who signs in on the web, where no phone answers for them. */
  rememberLogin(name: string): LoginCode;
  /** The login code of a demonstration post, `<hall>` or `*`; undefined where a phone answers for its owner. */
  readonly demoStaff: ((post: string) => LoginCode) | undefined;
  /** Shows a verified place with a route to it. */
  openLocation(place: Place): void;
  /**
   * Looks for a name in the phone's map app; where an app cannot be opened with a name, the name goes to the clipboard.
   * Never rejects.
   */
  searchMap(words: { readonly name: string; readonly city: string }): Promise<'opened' | 'copied' | 'failed'>;
  /** Asks the phone roughly where it is; the phone asks the person the first time. Never rejects. */
  locate(): Promise<Located>;
  /** True where the phone has a map of its own to choose a place on. */
  readonly canChoosePlace: boolean;
  /** Lets the person choose a place on the phone's own map; dismissed, it is `refused`. Never rejects. */
  choosePlace(): Promise<Located>;
  /** True where a camera can read a code; elsewhere the person types it. */
  readonly canScan: boolean;
  /** The text of a QR code before the camera; undefined when the person gave up or refused. Never rejects. */
  scanCode(): Promise<string | undefined>;
  /** Gives the person a text to take along: into the clipboard of a phone, or as a file on the web. */
  giveText(file: TextFile): Promise<'copied' | 'saved' | 'failed'>;
  /** Says when the phone loses its network and when it is back. */
  watchNetwork(listener: (connected: boolean) => void): void;
  readonly files: PhoneFiles;
  readonly canAddToCalendar: boolean;
  addToCalendar(event: CalendarEvent): Promise<void>;
  /** The platform through which this phone gets messages; undefined on the web. */
  readonly messageChannel: 'wechat' | 'alipay' | undefined;
  /** Asks the person to allow messages, right after a tap; gives the templates that they allowed. Never rejects. */
  askForMessages(templates: readonly string[]): Promise<readonly string[]>;
  /**
   * Tells when the app comes into sight and goes out of it, where pages are not told themselves (a browser's tab).
   * Gives the function that ends it.
   */
  watchSight(turned: (inSight: boolean) => void): () => void;
  /** Undefined where an app has one window. */
  readonly tabs: Tabs | undefined;
  /** False where the app must draw the title and the way back itself. */
  readonly drawsTitle: boolean;
  readonly canShare: boolean;
  /** True when the phone is set to dark. */
  prefersDark(): boolean;
  /** True when the phone's own type size is large. */
  prefersLargeType(): boolean;
  prefersEnglish(): boolean;
}

/** The tabs of one browser, which keep what they keep in common. */
export interface Tabs {
  /** Runs `work` while no other tab runs work of this name. */
  exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Tells which kept key another tab has changed; undefined when it has emptied the storage. */
  watch(changed: (key: string | undefined) => void): void;
}

/** The network or the service did not answer. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}
