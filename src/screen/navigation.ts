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
  'my-data': '/account/my-data/index',
  nearest: '/pages/nearest/index',
  glance: '/pages/glance/index',
  waitlist: '/pages/waitlist/index',
  'desk-kiosks': '/desk/kiosks/index',
  take: '/queue/take/index',
  ticket: '/queue/ticket/index',
  guide: '/guide/need/index',
  service: '/guide/service/index',
  destinations: '/guide/destinations/index',
  documents: '/guide/documents/index',
  requests: '/requests/mine/index',
  request: '/requests/detail/index',
  'request-urgent': '/requests/submit/index?kind=urgent',
  'request-enterprise': '/requests/submit/index?kind=enterprise',
  desk: '/desk/enter/index',
  'desk-today': '/desk/today/index',
  'desk-window': '/desk/window/index',
  'desk-issue': '/desk/issue/index',
  'desk-entrance': '/desk/entrance/index',
  'desk-capacity': '/desk/capacity/index',
  'desk-seats': '/desk/seats/index',
  'desk-session': '/desk/session/index',
  'desk-documents': '/desk/documents/index',
  'desk-numbers': '/desk/numbers/index',
  'desk-review': '/desk/review/index',
  'desk-request': '/desk/review/request/index',
  oversight: '/oversight/home/index',
  'oversight-appeals': '/oversight/appeals/index',
  'oversight-letters': '/oversight/letters/index',
  'oversight-patterns': '/oversight/patterns/index',
  'oversight-staff': '/oversight/staff/index',
  'oversight-audit': '/oversight/audit/index',
  messages: '/account/messages/index',
  link: '/account/link/index',
  standing: '/account/standing/index',
  consents: '/account/consents/index',
} as const;

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
  return Taro.getCurrentPages().at(-1)?.route === routes[route].slice(1).split('?')[0];
}

/** A page in place of this one, so that back does not return to a form that is done. */
export function replace(route: Route, parameters: Parameters = {}): void {
  Taro.redirectTo({ url: pathOf(route, parameters) }).catch(() => undefined);
}

const tabs: readonly string[] = [routes.home, routes.mine, routes.me];

/** Whether this path, with or without a query, is one of the three tabs, from which there is no way back. */
export function isTab(path: string): boolean {
  const [page = ''] = path.split('?');
  return tabs.includes(page.startsWith('/') ? page : `/${page}`);
}

/** The page of a message, as the service names it: without the first slash, with its parameters. */
export function openPage(page: string): void {
  const url = `/${page}`;
  const opening = isTab(url) ? Taro.switchTab({ url }) : Taro.navigateTo({ url });
  opening.catch(() => undefined);
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

/** The page that is shown, opened anew: nothing of what it showed before is left. */
export function reopen(): void {
  const { path = routes.home, params = {} } = Taro.getCurrentInstance().router ?? {};
  const query = Object.entries(params)
    .filter(([name, value]) => value !== undefined && !/^(\$taroTimestamp|stamp)$/.test(name))
    .map(([name, value]) => `${name}=${encodeURIComponent(parameter({ [name]: value }, name) ?? '')}`)
    .join('&');
  const url = query === '' ? path : `${path}?${query}`;
  Taro.reLaunch({ url: url.startsWith('/') ? url : `/${url}` }).catch(() => undefined);
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
