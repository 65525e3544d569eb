import type { component } from 'glass-easel-miniprogram-adapter';
import type { Platform } from '../../program';
import { Refused } from '../pageStack';
import { recordError } from '../records';
import { type Answer, atOnce, Failure, later, type Options } from './calls';
import { type Phone, textOf } from './phone';

export type Apis = Record<string, unknown>;

/** What WeChat and Alipay name alike. */
export function commonApis(phone: Phone): Apis {
  const { platform } = phone.program;
  return {
    ...asLater(platform, { ...navigationAnswers(phone), ...pageAnswers(phone), ...deviceAnswers(phone) }),
    nextTick: (run: () => void) => setTimeout(run, 0),
    createSelectorQuery: atOnce('createSelectorQuery', () =>
      (phone.stack.top().instance as unknown as component.GeneralComponent).createSelectorQuery(),
    ),
    canIUse: atOnce('canIUse', (name: string) => phone.program.realApis.includes(name.split('.')[0] ?? '')),
  };
}

export function asLater(platform: Platform, answers: Readonly<Record<string, Answer>>): Apis {
  return Object.fromEntries(
    Object.entries(answers).map(([api, answer]) => [api, later(platform, api, answer)]),
  );
}

function navigationAnswers({ stack }: Phone): Record<string, Answer> {
  const move = (go: (url: string) => void) => (options: Options) =>
    asFailure(() => go(textOf(options, 'url')));
  return {
    navigateTo: move(stack.open),
    redirectTo: move(stack.redirect),
    reLaunch: move(stack.relaunch),
    switchTab: move((url) => {
      if (url.includes('?')) throw new Refused('query string is not supported');
      stack.switchTab(url);
    }),
    navigateBack({ delta = 1 }) {
      if (!stack.back(Number(delta))) throw new Failure('cannot navigate back at first page.');
    },
  };
}

function pageAnswers({ stack, overlays }: Phone): Record<string, Answer> {
  const nothing = () => undefined;
  const onTab = (act: (options: Options) => void) => (options: Options) => {
    if (!stack.isTab(stack.top().route)) throw new Failure('not TabBar page');
    act(options);
  };
  return {
    hideToast: nothing,
    hideLoading: () => overlays.loading(undefined),
    stopPullDownRefresh: () => stack.top().box.removeAttribute('refreshing'),
    startPullDownRefresh: () => pullDown(stack),
    pageScrollTo({ scrollTop, selector }) {
      const { box } = stack.top();
      if (typeof selector === 'string') box.querySelector(selector)?.scrollIntoView();
      else box.querySelector('.phone-scroll')?.scrollTo({ top: Number(scrollTop) });
    },
    setTabBarItem: onTab(({ index, text }) => stack.frame.dressTab(Number(index), { text: String(text) })),
    setTabBarBadge: onTab(({ index, text }) => stack.frame.dressTab(Number(index), { badge: String(text) })),
    removeTabBarBadge: onTab(({ index }) => stack.frame.dressTab(Number(index), { badge: '' })),
    setTabBarStyle: onTab(({ color, selectedColor, backgroundColor }) =>
      stack.frame.dressTabs({
        ...(typeof color === 'string' ? { color } : {}),
        ...(typeof selectedColor === 'string' ? { chosenColor: selectedColor } : {}),
        ...(typeof backgroundColor === 'string' ? { background: backgroundColor } : {}),
      }),
    ),
    showNavigationBarLoading: nothing,
    hideNavigationBarLoading: nothing,
    vibrateShort: nothing,
    vibrateLong: nothing,
    setKeepScreenOn: nothing,
  };
}

function deviceAnswers(phone: Phone): Record<string, Answer> {
  return {
    getNetworkType: () => ({ networkType: phone.isOnline() ? 'wifi' : 'none' }),
    previewImage: () => undefined,
  };
}

/** Calls the page as a finger that pulls it down would; pages that did not ask for it are left alone. */
export function pullDown(stack: Phone['stack']): void {
  const page = stack.top();
  page.box.setAttribute('refreshing', '');
  stack.tell(page, 'onPullDownRefresh');
}

function asFailure(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (error instanceof Refused) throw new Failure(error.message);
    throw error;
  }
}

/**
 * The APIs that the real platform has and this host has not: calling one is an error of the test run that says so.
 * Listeners are the exception: they are kept, and told when there is something to tell.
 */
export function completeWithRealApis(apis: Apis, phone: Phone): Apis {
  const { realApis, platform } = phone.program;
  for (const name of realApis.filter((each) => !(each in apis))) {
    const [, kind, event] = /^(on|off)([A-Z]\w*)$/.exec(name) ?? [];
    if (kind === 'on') apis[name] = atOnce(name, (listener: unknown) => phone.listeners.add(name, listener));
    else if (kind === 'off') {
      apis[name] = atOnce(name, (listener: unknown) => phone.listeners.remove(`on${event}`, listener));
    } else {
      apis[name] = later(platform, name, () => {
        recordError(
          new Error(`The host cannot ${name} yet: add it to tests/miniprogram/host/page/api.`),
          'api',
        );
        throw new Failure('not supported by the test host');
      });
    }
  }
  return apis;
}
