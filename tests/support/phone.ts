import type { Storage } from '../../src/platform/storage';
import {
  type ChosenFile,
  type Located,
  type Platform,
  type Sending,
  type TextFile,
  Unreachable,
} from '../../src/platform/types';
import { RootStore } from '../../src/stores/RootStore';

/** A phone in this process: its stores, what it sent, and what it answers when it is asked where it is. */
export interface Phone {
  readonly stores: RootStore;
  readonly sent: Sending[];
  readonly storage: Map<string, unknown>;
  located: Located;
  /** What the camera sees; undefined when the person gives up. */
  scanned: string | undefined;
  /** What the person took along. */
  readonly given: TextFile[];
  /** Takes the network away and brings it back. */
  network: (connected: boolean) => void;
  /** The photos or documents that the person chooses. */
  chosen: readonly ChosenFile[];
  /** How the service answers, by `room.operation`; one that is not there does not answer at all. */
  readonly answers: Map<string, (input: unknown) => unknown>;
  /** The code with which the service refuses, by `room.operation`. */
  readonly refusals: Map<string, string>;
  now: number;
}

export function aPhone(): Phone {
  const storage = new Map<string, unknown>();
  const kept: Storage = {
    read: (key) => storage.get(key),
    write: (key, value) => void storage.set(key, structuredClone(value)),
    remove: (key) => void storage.delete(key),
  };
  const sent: Sending[] = [];
  const answers = new Map<string, (input: unknown) => unknown>();
  const refusals = new Map<string, string>();
  const platform: Platform = {
    async send(sending) {
      sent.push(sending);
      const code = refusals.get(`${sending.room}.${sending.operation}`);
      if (code !== undefined) return { ok: false, error: { code, requestId: '' } };
      const answer = answers.get(`${sending.room}.${sending.operation}`);
      if (answer === undefined) throw new Unreachable('the service is away');
      return { ok: true, data: answer(sending.input) };
    },
    login: async () => ({ channel: 'web', code: 'demo:wang' }),
    rememberLogin: (name) => ({ channel: 'web', code: `demo:${name}` }),
    demoStaff: undefined,
    openLocation: () => undefined,
    searchMap: async () => 'copied',
    locate: async () => phone.located,
    canChoosePlace: true,
    choosePlace: async () => phone.located,
    canScan: true,
    scanCode: async () => phone.scanned,
    async giveText(file) {
      phone.given.push(file);
      return 'copied';
    },
    watchNetwork(listener) {
      phone.network = listener;
    },
    files: {
      choosePhotos: async () => phone.chosen,
      chooseDocuments: async () => phone.chosen,
      canChooseDocuments: true,
      keep: async (name) => name,
      drop: () => undefined,
      showDocument: async () => undefined,
    },
    canAddToCalendar: false,
    addToCalendar: async () => undefined,
    watchSight: () => () => undefined,
    tabs: undefined,
    drawsTitle: true,
    saysWhoCalls: false,
    canShare: true,
    prefersDark: () => false,
    prefersLargeType: () => false,
    messageChannel: undefined,
    askForMessages: async () => [],
    prefersEnglish: () => false,
  };
  const phone: Phone = {
    stores: new RootStore({
      platform,
      storage: kept,
      cityCode: '330100',
      clock: () => phone.now,
      pause: async () => undefined,
    }),
    sent,
    storage,
    located: { kind: 'unavailable' },
    scanned: undefined,
    given: [],
    network: () => undefined,
    chosen: [],
    answers,
    refusals,
    now: Date.parse('2026-11-23T09:00:00+08:00'),
  };
  return phone;
}
