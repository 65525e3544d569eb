import type { Program } from '../../program';
import type { Launch, Request, Response, SendToNetwork } from '../launch';
import type { Overlays } from '../overlays';
import type { PageStack } from '../pageStack';
import { Failure, type Options } from './calls';
import { createFileSystem, type FileSystem } from './files';
import { createPermissions, type Permissions } from './permissions';

/** All that an API can reach. */
export interface Phone {
  readonly program: Program;
  readonly launch: Launch;
  readonly stack: PageStack;
  readonly overlays: Overlays;
  readonly storage: Map<string, unknown>;
  readonly permissions: Permissions;
  readonly listeners: Listeners;
  readonly files: FileSystem;
  /** Rejects when the phone has no network. */
  send(request: Request): Promise<Response>;
  /** What the test gave as the person's answer. */
  answerOf(api: string): Record<string, unknown>;
  /** Opens the scanner over the app, which is hidden meanwhile, and gives the code that is before it. */
  scan(): string;
  holdToCamera(code: string): void;
  isOnline(): boolean;
  setOnline(online: boolean): void;
}

export interface Listeners {
  add(event: string, listener: unknown): void;
  remove(event: string, listener: unknown): void;
  tell(event: string, detail: unknown): void;
}

export interface PhoneParts {
  readonly program: Program;
  readonly launch: Launch;
  readonly stack: PageStack;
  readonly overlays: Overlays;
  readonly send: SendToNetwork;
  /** Another part of the phone covers the app and uncovers it again. */
  readonly cover: () => void;
}

export function createPhone({ program, launch, stack, overlays, send, cover }: PhoneParts): Phone {
  let online = true;
  let { camera } = launch;
  const listeners = createListeners();
  return {
    program,
    launch,
    stack,
    overlays,
    listeners,
    files: createFileSystem(program.platform, launch.filesToChoose),
    storage: new Map(Object.entries(launch.storage)),
    permissions: createPermissions(program.platform, program.app, launch),
    isOnline: () => online,
    setOnline(now) {
      online = now;
      const networkType = now ? 'wifi' : 'none';
      listeners.tell('onNetworkStatusChange', { isConnected: now, networkType });
    },
    async send(request) {
      if (!online) return { unreachable: 'no network' };
      const response = await send(request);
      // The answer of a request is lost, too, when the network goes while it is under way.
      return online ? response : { unreachable: 'no network' };
    },
    scan() {
      cover();
      // Alipay's word for giving up; WeChat has no number for it.
      if (camera === '') throw new Failure('cancel', program.platform === 'alipay' ? { code: 10 } : {});
      return camera;
    },
    holdToCamera(code) {
      camera = code;
    },
    answerOf(api) {
      const answer = launch.answers[api];
      if (answer === undefined) throw new Failure('cancel');
      return answer as Record<string, unknown>;
    },
  };
}

function createListeners(): Listeners {
  const all = new Map<string, unknown[]>();
  return {
    add: (event, listener) => void all.set(event, [...(all.get(event) ?? []), listener]),
    remove(event, listener) {
      const left = listener === undefined ? [] : (all.get(event) ?? []).filter((each) => each !== listener);
      all.set(event, left);
    },
    tell(event, detail) {
      for (const listener of all.get(event) ?? []) if (typeof listener === 'function') listener(detail);
    },
  };
}

/** A text that an API cannot do without. */
export function textOf(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== 'string') throw new Failure(`parameter error: parameter.${name} should be String`);
  return value;
}
