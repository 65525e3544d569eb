import Taro from '@tarojs/taro';

/** Where the pages are; parameters are encoded here and nowhere else. */
export const routes = {
  home: '/pages/home/index',
  mine: '/pages/my-reservations/index',
  me: '/pages/me/index',
  slots: '/pages/slots/index',
  confirm: '/pages/confirm/index',
  reservation: '/pages/reservation/index',
  people: '/pages/people/index',
  person: '/pages/person/index',
  halls: '/pages/halls/index',
  'my-data': '/pages/my-data/index',
  nearest: '/pages/nearest/index',
  glance: '/pages/glance/index',
  waitlist: '/pages/waitlist/index',
  guide: '/guide/need/index',
  service: '/guide/service/index',
  destinations: '/guide/destinations/index',
  documents: '/guide/documents/index',
  'request-urgent': '/requests/submit/index?kind=urgent',
  'request-enterprise': '/requests/submit/index?kind=enterprise',
} as const;

/** Whether this build has the pages of urgent and enterprise requests; without them people are told whom to call. */
export const requestsStand: boolean = false;

export type Route = keyof typeof routes;

export type Parameters = Readonly<Record<string, string | undefined>>;

export function pathOf(route: Route, parameters: Parameters = {}): string {
  const query = Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');
  if (query === '') return routes[route];
  return `${routes[route]}${routes[route].includes('?') ? '&' : '?'}${query}`;
}

let going = false;
let lastOpened = '';

/**
 * A new page above this one; when the stack is full it takes this one's place. A second tap does nothing: neither
 * while the page opens, nor when the finger came down before it opened and goes up after.
 */
export function go(route: Route, parameters: Parameters = {}): void {
  const url = pathOf(route, parameters);
  if (going || (lastOpened === url && isOnTop(route))) return;
  going = true;
  lastOpened = url;
  void Taro.navigateTo({ url })
    .catch(() => Taro.redirectTo({ url }).catch(() => undefined))
    .finally(() => {
      going = false;
    });
}

function isOnTop(route: Route): boolean {
  return Taro.getCurrentPages().at(-1)?.route === routes[route].slice(1);
}

/** A page in place of this one, so that back does not return to a form that is done. */
export function replace(route: Route, parameters: Parameters = {}): void {
  Taro.redirectTo({ url: pathOf(route, parameters) }).catch(() => undefined);
}

/** One of the three tabs. */
export function switchTo(route: 'home' | 'mine' | 'me'): void {
  Taro.switchTab({ url: routes[route] }).catch(() => undefined);
}

/** Back to where one came from; opened directly by a link, back is home. */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack().catch(() => undefined);
  else switchTo('home');
}

/** A parameter of the page: WeChat hands it over as it stands in the link, still encoded. */
export function parameter(
  parameters: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  const raw = parameters[name];
  if (raw === undefined || raw === '') return undefined;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
