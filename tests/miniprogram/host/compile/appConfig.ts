import type { AppConfig, ComponentConfig, Platform, TabBar, WindowStyle } from '../program';

type Json = Readonly<Record<string, unknown>>;

/** Reads `app.json`. The two platforms say the same things under different names. */
export function readAppConfig(platform: Platform, json: Json): AppConfig {
  const packages = listOf(json.subPackages ?? json.subpackages) as { root: string; pages: string[] }[];
  const roots = packages.map(({ root }) => root.replace(/\/$/, ''));
  return {
    pages: [
      ...(listOf(json.pages) as string[]),
      ...packages.flatMap(({ pages }, index) => pages.map((page) => `${roots[index]}/${page}`)),
    ],
    subPackages: roots,
    window: readWindow(platform, objectOf(json.window)),
    tabBar: json.tabBar === undefined ? undefined : readTabBar(platform, objectOf(json.tabBar)),
    requiredPrivateInfos: listOf(json.requiredPrivateInfos) as string[],
    describedScopes: Object.keys(objectOf(json.permission)),
  };
}

export function readComponentConfig(platform: Platform, json: Json): ComponentConfig {
  return {
    component: json.component === true,
    usingComponents: objectOf(json.usingComponents) as Record<string, string>,
    styleIsolation: typeof json.styleIsolation === 'string' ? json.styleIsolation : undefined,
    window: readWindow(platform, json),
  };
}

const windowNames = {
  weapp: {
    title: 'navigationBarTitleText',
    barColor: 'navigationBarBackgroundColor',
    barTextStyle: 'navigationBarTextStyle',
    background: 'backgroundColor',
    pullDown: 'enablePullDownRefresh',
  },
  alipay: {
    title: 'defaultTitle',
    barColor: 'titleBarColor',
    barTextStyle: 'navigationBarTextStyle',
    background: 'backgroundColor',
    pullDown: 'pullRefresh',
  },
} as const;

function readWindow(platform: Platform, json: Json): Partial<WindowStyle> {
  const entries = Object.entries(windowNames[platform]).filter(([, name]) => json[name] !== undefined);
  return Object.fromEntries(entries.map(([ours, name]) => [ours, json[name]]));
}

function readTabBar(platform: Platform, json: Json): TabBar {
  const names =
    platform === 'weapp'
      ? { items: 'list', text: 'text', icon: 'iconPath', chosenIcon: 'selectedIconPath', color: 'color' }
      : { items: 'items', text: 'name', icon: 'icon', chosenIcon: 'activeIcon', color: 'textColor' };
  const text = (value: unknown) => String(value ?? '');
  return {
    color: text(json[names.color]),
    chosenColor: text(json.selectedColor),
    background: text(json.backgroundColor),
    items: (listOf(json[names.items]) as Json[]).map((item) => ({
      route: text(item.pagePath),
      text: text(item[names.text]),
      icon: text(item[names.icon]),
      chosenIcon: text(item[names.chosenIcon]),
    })),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
