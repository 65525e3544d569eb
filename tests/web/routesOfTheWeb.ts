interface AppConfig {
  readonly pages: readonly string[];
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[];
}

/** Every page that the web build has, from the list that Taro builds it from. */
export function routesOfTheWeb(): readonly string[] {
  // What Taro gives to its configuration files.
  Object.assign(globalThis, { defineAppConfig: (config: AppConfig) => config });
  process.env.TARO_ENV = 'h5';
  const { pages, subPackages } = (require('../../src/app.config') as { default: AppConfig }).default;
  return [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))];
}
