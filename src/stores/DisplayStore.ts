import { makeAutoObservable } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { Loadable } from './Loadable';
import type { RootStore } from './RootStore';

export type Display = OutputOf<Rooms['tickets']['display']>;
export type Call = Display['called'][number];

/** A call is new on the screen for this long. Milliseconds. */
const NEW_FOR = 15_000;
/** What is older than this may be wrong: the screen says so. Milliseconds. */
const OLD_AFTER = 15_000;

/** What the screen in a hall shows. It runs all day without anybody near it. */
export class DisplayStore {
  readonly screen: Loadable<Display>;
  /** Moves with every look, so that ages are seen to grow while nothing else changes. */
  private now: number;
  /** When this screen first saw each call; undefined before its first look, when nothing is news. */
  private seen: ReadonlyMap<string, number> | undefined = undefined;
  private readonly root: Pick<RootStore, 'api' | 'clock'>;

  constructor(root: Pick<RootStore, 'api' | 'clock'>) {
    this.root = root;
    this.now = root.clock();
    this.screen = new Loadable({ clock: root.clock });
    makeAutoObservable<this, 'root'>(this, { root: false, screen: false });
  }

  async look(hall: string): Promise<void> {
    await this.screen.load(() => this.root.api.call('tickets', 'display', { hall }), { quiet: true });
    this.note();
  }

  /** Whether a call was made just now, the second time as well. */
  isNew(call: Call): boolean {
    const since = this.seen?.get(keyOf(call));
    return since !== undefined && this.now - since < NEW_FOR;
  }

  /** How long ago the screen was right, once that is too long. Seconds. */
  get oldSeconds(): number | undefined {
    const { at, error } = this.screen;
    const age = this.now - at;
    return error !== undefined && at > 0 && age > OLD_AFTER ? Math.round(age / 1000) : undefined;
  }

  forget(): void {
    this.screen.forget();
    this.seen = undefined;
  }

  private note(): void {
    this.now = this.root.clock();
    const { value, error } = this.screen;
    if (value === undefined || error !== undefined) return;
    const { seen, now } = this;
    const firstSeen = (key: string) => seen?.get(key) ?? (seen === undefined ? now - NEW_FOR : now);
    this.seen = new Map(value.called.map(keyOf).map((key) => [key, firstSeen(key)]));
  }
}

function keyOf({ number, window, again }: Call): string {
  return `${number} ${window} ${again}`;
}
