/** What the compiler hands to the page: a mini-program as both halves of the host understand it. */

export const platforms = ['weapp', 'alipay'] as const;

export type Platform = (typeof platforms)[number];

export interface TabItem {
  readonly route: string;
  readonly text: string;
  readonly icon: string;
  readonly chosenIcon: string;
}

export interface TabBar {
  readonly color: string;
  readonly chosenColor: string;
  readonly background: string;
  readonly items: readonly TabItem[];
}

/** How the phone draws a page's frame; the same words for both platforms. */
export interface WindowStyle {
  readonly title: string;
  readonly barColor: string;
  readonly barTextStyle: string;
  readonly background: string;
  readonly pullDown: boolean;
}

/** `app.json`, with sub-packages laid flat and both platforms' names made one. */
export interface AppConfig {
  /** Every page of every package; the first one is opened at launch. */
  readonly pages: readonly string[];
  readonly subPackages: readonly string[];
  readonly window: Partial<WindowStyle>;
  readonly tabBar: TabBar | undefined;
  /** Location APIs that the app says it uses (WeChat). */
  readonly requiredPrivateInfos: readonly string[];
  /** Scopes for which the app gives a reason, such as `scope.userLocation` (WeChat). */
  readonly describedScopes: readonly string[];
}

/** The JSON beside a page or component. */
export interface ComponentConfig {
  readonly component: boolean;
  readonly usingComponents: Readonly<Record<string, string>>;
  readonly styleIsolation: string | undefined;
  readonly window: Partial<WindowStyle>;
}

export interface Program {
  readonly platform: Platform;
  readonly app: AppConfig;
  readonly components: Readonly<Record<string, ComponentConfig>>;
  /** Each JavaScript file's text, by its path without suffix. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Text of an expression that gives the compiled templates, by path. */
  readonly templates: string;
  readonly styles: string;
  /** Every API that the real platform has; the host says loudly which of them it lacks. */
  readonly realApis: readonly string[];
}

/** What the compiler had to say. A clean program has none. */
export interface CompileWarning {
  readonly file: string;
  readonly message: string;
}
