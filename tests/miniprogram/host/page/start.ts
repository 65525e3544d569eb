import type { Program } from '../program';
import { createMy } from './api/alipay';
import { pullDown } from './api/common';
import { createPhone } from './api/phone';
import { createWx } from './api/wechat';
import { type Definition, openComponentSpace } from './components';
import { defineBuiltins } from './elements';
import { serveButtons } from './elements/buttons';
import { openPickersIn } from './elements/picker';
import { listenToFinger } from './gestures';
import type { Launch, SendToNetwork } from './launch';
import { createModules, type Modules } from './modules';
import { drawOverlays, type Overlays } from './overlays';
import { createPageStack, type OpenPage, type PageStack, parseUrl } from './pageStack';
import { recordError, records } from './records';
import { measureTree } from './treeFigures';
import { speakAs } from './viewEvents';

/** What the driver can do with the phone besides touching it. The app cannot see it. */
export interface RemoteControl {
  readonly records: typeof records;
  routes(): readonly string[];
  /** What the card says that would be sent to a friend; undefined when the page cannot be shared. */
  share(): Promise<unknown>;
  pullDown(): void;
  setOnline(online: boolean): void;
  holdToCamera(code: string): void;
  hide(): void;
  /** Brings the app back, through a link when one is given. */
  show(url?: string): void;
  storage(): Record<string, unknown>;
  tree(): ReturnType<typeof measureTree>;
}

declare global {
  interface Window {
    launch: Launch;
    program: Program;
    sendToNetwork: SendToNetwork;
    phone: RemoteControl;
  }
}

/** Runs a compiled mini-program in this document. */
function start({ program, launch, sendToNetwork }: Window): RemoteControl {
  window.addEventListener('error', ({ error, message }) => recordError(error ?? message, 'uncaught'));
  window.addEventListener('unhandledrejection', ({ reason }) => recordError(reason, 'unhandled rejection'));
  speakAs(program.platform);
  defineBuiltins();
  const style = document.createElement('style');
  style.textContent = program.styles;

  let app: Definition = {};
  // Filled before the first file of the app runs.
  const apis: Record<string, unknown> = {};
  const modules: Modules = createModules(program, {
    [program.platform === 'weapp' ? 'wx' : 'my']: apis,
    App: (definition: Definition) => {
      app = definition;
    },
    Page: (definition: Definition) => space.definePage(modules.current(), definition),
    Component: (definition: Definition) => space.defineComponent(modules.current(), definition),
    Behavior: (definition: Definition) => space.defineBehavior(definition),
    getApp: () => app,
    getCurrentPages: () => stack.all().map(({ instance }) => instance),
    ...(program.platform === 'alipay'
      ? { navigator: { userAgent: 'AlipayClient', swuserAgent: 'AlipayClient' } }
      : {}),
  });
  const space = openComponentSpace(program);
  let shared: unknown;
  const share = async (from: 'menu' | 'button', button?: HTMLElement) => {
    shared = await askToShare(stack, from, button);
  };
  const stack: PageStack = createPageStack({ program, space, modules, share: () => void share('menu') });
  document.head.append(style);
  const overlays: Overlays = drawOverlays(stack.frame.overlay);
  const cover = () => {
    hide();
    show();
  };
  const phone = createPhone({ program, launch, stack, overlays, send: sendToNetwork, cover });
  Object.assign(apis, program.platform === 'weapp' ? createWx(phone) : createMy(phone));
  openPickersIn({ pick: overlays.pick, date: overlays.date, platform: program.platform });
  serveButtons({
    share: (button) => void share('button', button),
    call: (api, options) => (apis[api] as (options: object) => Promise<unknown>)(options),
  });
  listenToFinger(stack.frame.pages);
  launchApp();

  function launchApp(): void {
    modules.require('app');
    const { route, query } = parseUrl(launch.url || (program.app.pages[0] ?? ''));
    const options = { path: route, query, scene: launch.url === '' ? 1001 : 1007, referrerInfo: {} };
    tellApp('onLaunch', options);
    tellApp('onShow', options);
    openFirst(launch.url || (program.app.pages[0] ?? ''));
  }

  function openFirst(url: string): void {
    try {
      stack.relaunch(url);
    } catch (error) {
      recordError(error, 'launch');
    }
  }

  function tellApp(name: string, ...args: unknown[]): void {
    const listener = app[name];
    if (typeof listener !== 'function') return;
    try {
      listener.apply(app, args);
    } catch (error) {
      recordError(error, `App ${name}`);
    }
  }

  function hide(): void {
    stack.tell(stack.top(), 'onHide');
    tellApp('onHide');
    phone.listeners.tell('onAppHide', {});
  }

  function show(url?: string): void {
    tellApp('onShow', {});
    phone.listeners.tell('onAppShow', {});
    if (url === undefined) stack.tell(stack.top(), 'onShow');
    else openFirst(url);
  }

  return {
    records,
    routes: () => stack.all().map(({ route }) => route),
    async share() {
      shared = undefined;
      await share('menu');
      return shared;
    },
    pullDown: () => pullDown(stack),
    setOnline: phone.setOnline,
    holdToCamera: phone.holdToCamera,
    hide,
    show,
    storage: () => Object.fromEntries(phone.storage),
    tree: () => measureTree(stack.top().box.querySelector('app-page-root') ?? stack.top().box),
  };
}

/** Asks the page for its card, as the menu of the phone or a share button does. */
async function askToShare(stack: PageStack, from: 'menu' | 'button', button?: HTMLElement): Promise<unknown> {
  const page: OpenPage = stack.top();
  const target = button === undefined ? undefined : { id: button.id, dataset: {} };
  return page.instance.onShareAppMessage === undefined
    ? undefined
    : stack.tell(page, 'onShareAppMessage', { from, ...(target === undefined ? {} : { target }) });
}

window.phone = start(window);
