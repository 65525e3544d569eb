import path from 'node:path';
import { realApiNames } from '../host/compile/realApis';

/** Required, not imported: its types bring those of WeChat's globals, which are not those of these tests. */
const simulate: Simulate = require('miniprogram-simulate');
const exparser: Exparser = require('miniprogram-exparser');

const apiNames = realApiNames('weapp');

interface Simulate {
  load(file: string, tag: string, options: object): string;
  render(id: string): { instance: PageInstance; attach(parent: Element): void; detach(): void };
}

interface Exparser {
  readonly Event: {
    create(type: string, detail: unknown, options: object): unknown;
    dispatchEvent(target: unknown, event: unknown): void;
  };
}

/** A page as its compiled code sees it in `this`. */
type PageInstance = Record<string, unknown>;

/** A compiled page on a phone without a network. */
export interface SimulatedPage {
  readonly dom: HTMLElement;
  /** Calls of the phone's APIs and of setData so far. */
  happened(): number;
  /** What the app threw or complained about. */
  readonly complaints: readonly string[];
  /** True when the compiled page handed the tap to the app. */
  tap(target: Element): boolean;
  leave(): void;
}

interface Options {
  success?(result: unknown): void;
  fail?(failure: unknown): void;
  complete?(result: unknown): void;
}

interface ComponentDefinition {
  readonly methods?: Readonly<Record<string, unknown>>;
}

const defineComponent = (globalThis as unknown as { Component(definition: unknown): void }).Component;

/** Opens a page of a WeChat build as the only one of a freshly started app. */
export function openSimulated(folder: string, route: string): SimulatedPage {
  let happened = 0;
  let handled = 0;
  const complaints: string[] = [];
  const noted = () => {
    happened += 1;
  };
  const pages: PageInstance[] = [];
  let app: PageInstance = {};
  jest.resetModules();
  jest.spyOn(console, 'error').mockImplementation((...parts) => void complaints.push(parts.join(' ')));
  Object.assign(globalThis, {
    wx: createWx(noted),
    App: (definition: PageInstance) => {
      app = definition;
    },
    getApp: () => app,
    getCurrentPages: () => pages,
    Component: define,
    // A page is a component whose functions are methods and whose life cycles we call ourselves.
    Page: (definition: PageInstance) => {
      const isMethod = ([, value]: [string, unknown]) => typeof value === 'function';
      const entries = Object.entries(definition);
      define({
        ...Object.fromEntries(entries.filter((entry) => !isMethod(entry))),
        methods: Object.fromEntries(entries.filter(isMethod)),
      });
    },
  });

  /** Every event that a template binds goes to the method `eh`. */
  function define(definition: ComponentDefinition): void {
    const { eh, ...methods } = definition.methods ?? {};
    function counted(this: unknown, event: { type: string }): unknown {
      if (event.type === 'tap') handled += 1;
      return typeof eh === 'function' ? eh.call(this, event) : undefined;
    }
    defineComponent({ ...definition, methods: { ...methods, ...(eh === undefined ? {} : { eh: counted }) } });
  }
  require(path.join(folder, 'app.js'));
  call(app, 'onLaunch', { path: route, query: {}, scene: 1001 });
  call(app, 'onShow', { path: route, query: {}, scene: 1001 });

  const component = simulate.render(loadPage(folder, route));
  const parent = document.createElement('div');
  document.body.append(parent);
  component.attach(parent);
  const instance = component.instance as PageInstance & { setData(...args: unknown[]): void };
  const { setData } = instance;
  instance.setData = (...args) => {
    noted();
    setData.apply(instance, args);
  };
  Object.assign(instance, { route, __route__: route, options: {} });
  pages.push(instance);
  call(instance, 'onLoad', {});
  call(instance, 'onShow');
  call(instance, 'onReady');

  return {
    dom: parent,
    happened: () => happened,
    complaints,
    tap(target) {
      handled = 0;
      const node = (target as Element & { __wxElement?: unknown }).__wxElement;
      if (node !== undefined) exparser.Event.dispatchEvent(node, exparser.Event.create('tap', {}, bubbling));
      return handled > 0;
    },
    leave() {
      call(instance, 'onUnload');
      component.detach();
      parent.remove();
      jest.restoreAllMocks();
    },
  };
}

const bubbling = {
  originalEvent: {},
  bubbles: true,
  capturePhase: true,
  composed: true,
  extraFields: { touches: [], changedTouches: [] },
};

function loadPage(folder: string, route: string): string {
  // The answer of wcc for the whole program is more than a megabyte.
  const compilerOptions = { maxBuffer: 64 * 1024 * 1024 };
  const options = { compiler: 'official', rootPath: folder, compilerOptions };
  // What wcc made is remembered by path, of whichever build.
  const memory = (globalThis as { __WXML_GLOBAL__?: Record<string, unknown> }).__WXML_GLOBAL__;
  if (memory !== undefined) Object.assign(memory, { ops_cached: {}, ops_set: {}, modules: {} });
  return simulate.load(path.join(folder, route), 'main', options);
}

function call(owner: PageInstance, name: string, ...args: unknown[]): void {
  const listener = owner[name];
  if (typeof listener === 'function') listener.apply(owner, args);
}

/** Every API of the platform, as a phone without a network and with an empty storage answers. */
function createWx(noted: () => void): PageInstance {
  const refuse = (options: Options = {}) => {
    noted();
    const failure = { errMsg: 'fail no network' };
    setTimeout(() => {
      options.fail?.(failure);
      options.complete?.(failure);
    }, 0);
    return options.fail === undefined && options.complete === undefined ? Promise.reject(failure) : undefined;
  };
  const facts = {
    SDKVersion: '3.8.0',
    platform: 'android',
    system: 'Android 14',
    language: 'zh_CN',
    theme: 'light',
    fontSizeSetting: 16,
    pixelRatio: 2,
    windowWidth: 390,
    windowHeight: 844,
    screenWidth: 390,
    screenHeight: 844,
    statusBarHeight: 24,
  };
  const known = ['getSystemInfoSync', 'getAppBaseInfo', 'getWindowInfo', 'getDeviceInfo'];
  const done = (options: Options = {}) => {
    noted();
    setTimeout(() => options.success?.({}), 0);
  };
  const shown = ['showToast', 'hideToast', 'setNavigationBarTitle', 'setNavigationBarColor', 'setTabBarItem'];
  return {
    ...Object.fromEntries(apiNames.map((name) => [name, refuse])),
    ...Object.fromEntries(
      apiNames.filter((name) => /^(on|off)[A-Z]/.test(name)).map((name) => [name, noted]),
    ),
    ...Object.fromEntries(known.map((name) => [name, () => facts])),
    ...Object.fromEntries(shown.map((name) => [name, done])),
    getStorageSync: () => '',
    setStorageSync: noted,
    removeStorageSync: noted,
    canIUse: () => true,
    nextTick: (run: () => void) => setTimeout(run, 0),
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    cloud: { init: noted, callFunction: refuse },
  };
}
