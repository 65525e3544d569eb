import type { AppConfig, Program } from '../program';
import type { ComponentSpace, Definition, Instance, MountedPage } from './components';
import { drawFrame, type Frame, firstFrame, type PageFrame } from './frame';
import type { Modules } from './modules';
import { recordError, recordWarning } from './records';

/** WeChat and Alipay keep at most this many pages open. */
export const MAX_PAGES = 10;

export interface OpenPage {
  readonly route: string;
  readonly instance: Instance;
  readonly box: HTMLElement;
  readonly frame: PageFrame;
  readonly mounted: MountedPage;
}

/** A page cannot be opened; `message` is the platform's reason. */
export class Refused extends Error {}

export interface PageStack {
  open(url: string): void;
  redirect(url: string): void;
  relaunch(url: string): void;
  switchTab(url: string): void;
  /** True when there was a page to go back to. */
  back(count: number): boolean;
  top(): OpenPage;
  all(): readonly OpenPage[];
  /** Calls a page's own function, such as `onPullDownRefresh`, when it has it. */
  tell(page: OpenPage, name: string, ...args: unknown[]): unknown;
  refreshFrame(): void;
  isTab(route: string): boolean;
  readonly frame: Frame;
}

export interface StackParts {
  readonly program: Program;
  readonly space: ComponentSpace;
  readonly modules: Modules;
  readonly share: () => void;
}

/** The pages that are open, and the tabs that were. */
export function createPageStack({ program, space, modules, share }: StackParts): PageStack {
  const { app } = program;
  const stack: OpenPage[] = [];
  const tabs = new Map<string, OpenPage>();
  const frame = drawFrame(app.tabBar, {
    back: () => void back(1),
    share,
    tab: (index) => tapTab(app.tabBar?.items[index]?.route ?? ''),
  });
  const isTab = (route: string) => app.tabBar?.items.some((item) => item.route === route) ?? false;

  function create(url: string): OpenPage {
    const { route, query } = parseUrl(url);
    loadComponents(program, modules, route);
    const box = document.createElement('mp-page');
    box.setAttribute('route', route);
    const scroll = document.createElement('div');
    scroll.className = 'phone-scroll';
    box.append(scroll);
    const look = { ...app.window, ...program.components[route]?.window };
    box.style.background = look.background ?? '';
    const mounted = space.mount(route);
    const page: OpenPage = { route, box, mounted, instance: mounted.instance, frame: firstFrame(look) };
    Object.assign(page.instance, { route, __route__: route });
    frame.pages.append(box);
    stack.push(page);
    if (isTab(route)) tabs.set(route, page);
    refreshFrame();
    box.style.setProperty('--vh', `${frame.pages.clientHeight / 100}px`);
    mounted.attachTo(scroll);
    tell(page, 'onLoad', query);
    tell(page, 'onShow');
    setTimeout(() => tell(page, 'onReady'), 0);
    scroll.addEventListener('scroll', () => tellScroll(page, scroll));
    return page;
  }

  function close(page: OpenPage): void {
    tell(page, 'onUnload');
    page.mounted.release();
    page.box.remove();
    tabs.delete(page.route);
  }

  function hideTop(): void {
    const page = stack.at(-1);
    if (page !== undefined) tell(page, 'onHide');
  }

  function closeAll(except?: OpenPage): void {
    while (stack.length > 0) {
      const page = stack.pop();
      if (page !== undefined && page !== except && !tabs.has(page.route)) close(page);
    }
  }

  function refreshFrame(): void {
    const page = stack.at(-1);
    if (page === undefined) return;
    for (const each of frame.pages.children) each.classList.toggle('phone-top', each === page.box);
    const tab = app.tabBar?.items.findIndex((item) => item.route === page.route) ?? -1;
    frame.show(page.frame, { canGoBack: stack.length > 1, tab: tab === -1 ? undefined : tab });
  }

  function back(count: number): boolean {
    if (stack.length < 2) return false;
    for (let index = 0; index < count && stack.length > 1; index += 1) {
      const page = stack.pop();
      if (page !== undefined) close(page);
    }
    refreshFrame();
    const page = stack.at(-1);
    if (page !== undefined) tell(page, 'onShow');
    return true;
  }

  function switchTab(url: string): void {
    const { route } = parseUrl(url);
    refuse(!app.pages.includes(route), `page "${route}" is not found`);
    refuse(!isTab(route), 'can not switch to no-tabBar page');
    if (stack.at(-1)?.route === route) return;
    const known = tabs.get(route);
    // A tab that goes out of sight is hidden; a page above it is closed.
    if (stack.length === 1) hideTop();
    closeAll();
    if (known === undefined) {
      create(route);
      return;
    }
    stack.push(known);
    refreshFrame();
    tell(known, 'onShow');
  }

  function tapTab(route: string): void {
    switchTab(route);
    const index = app.tabBar?.items.findIndex((item) => item.route === route) ?? 0;
    tell(top(), 'onTabItemTap', { index, pagePath: route, text: app.tabBar?.items[index]?.text });
  }

  function top(): OpenPage {
    const page = stack.at(-1);
    if (page === undefined) throw new Error('No page is open.');
    return page;
  }

  const pageOf = (url: string) => checkedPage(app, url);

  return {
    frame,
    isTab,
    top,
    tell,
    refreshFrame,
    all: () => stack,
    open(url) {
      refuse(isTab(pageOf(url)), 'can not navigateTo a tabbar page');
      refuse(stack.length >= MAX_PAGES, 'webview count limit exceed');
      hideTop();
      create(url);
    },
    redirect(url) {
      refuse(isTab(pageOf(url)), 'can not redirectTo a tabbar page');
      const page = stack.pop();
      if (page !== undefined) close(page);
      create(url);
    },
    relaunch(url) {
      pageOf(url);
      const left = [...new Set([...stack, ...tabs.values()])];
      stack.length = 0;
      for (const page of left) close(page);
      create(url);
    },
    switchTab,
    back,
  };
}

function tell(page: OpenPage, name: string, ...args: unknown[]): unknown {
  const listener = page.instance[name];
  if (typeof listener !== 'function') return undefined;
  try {
    return listener.apply(page.instance, args);
  } catch (error) {
    recordError(error, `${page.route} ${name}`);
    return undefined;
  }
}

function tellScroll(page: OpenPage, scroll: HTMLElement): void {
  tell(page, 'onPageScroll', { scrollTop: scroll.scrollTop });
  if (scroll.scrollTop + scroll.clientHeight >= scroll.scrollHeight - 50) tell(page, 'onReachBottom');
}

/** Runs the scripts of everything that a page uses, deepest first, as the phone does before it shows the page. */
function loadComponents(program: Program, modules: Modules, name: string, seen = new Set<string>()): void {
  if (seen.has(name)) return;
  seen.add(name);
  for (const written of Object.values(program.components[name]?.usingComponents ?? {})) {
    const component = resolveComponent(name, written);
    if (component in program.scripts) loadComponents(program, modules, component, seen);
    else recordWarning(`${name}.json uses ${written}, which is not there`);
  }
  modules.require(name);
}

function resolveComponent(from: string, written: string): string {
  return new URL(written, `http://app/${from}`).pathname.slice(1);
}

function checkedPage(app: AppConfig, url: string): string {
  const { route } = parseUrl(url);
  refuse(!app.pages.includes(route), `page "${route}" is not found`);
  return route;
}

/** Parameters stay as they stand in the link: phones do not decode them. */
export function parseUrl(url: string): { readonly route: string; readonly query: Definition } {
  const [path = '', search = ''] = url.split('?');
  const query = search
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at === -1 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    });
  return { route: path.replace(/^\//, ''), query: Object.fromEntries(query) };
}

function refuse(when: boolean, reason: string): void {
  if (when) throw new Refused(reason);
}
