import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';

const root = path.resolve(__dirname, '..');
/** Outside `src`, Taro compiles only what it is told to. */
const alsoCompiled = [path.resolve(root, 'domain'), path.resolve(root, 'contract')];

const output = process.env.CLIENT_OUTPUT ?? `dist/${process.env.TARO_ENV}`;

/** A name that is not defined here would stay in the bundle and end a mini-program with a white page. */
const env = Object.fromEntries(
  Object.entries({
    // Empty: the web page's own origin. A mini-program needs a whole address.
    TARO_APP_API: process.env.TARO_ENV === 'h5' ? '' : 'http://127.0.0.1:3000',
    // Set: the WeChat build calls cloud functions of this environment instead of HTTP.
    TARO_APP_CLOUD_ENV: '',
    TARO_APP_CITY: '330100',
  }).map(([name, standard]) => [name, JSON.stringify(process.env[name] ?? standard)]),
);

export default defineConfig<'webpack5'>(
  async (): Promise<UserConfigExport<'webpack5'>> => ({
    projectName: 'exit-entry-booking',
    date: '2026-11-23',
    designWidth: 750,
    deviceRatio: { 640: 2.34 / 2, 750: 1, 375: 2, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot: output,
    plugins: [path.resolve(__dirname, 'plugins/a11y/index.js')],
    env,
    defineConstants: {},
    // A phone's map takes its pins by path, so that they must lie in the package as files.
    copy: {
      patterns: [{ from: 'src/assets/pins/', to: `${output}/assets/pins/` }],
      options: {},
    },
    logger: { quiet: true, stats: false },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    mini: {
      // Class names say whose they are, so that the order of the files decides nothing.
      miniCssExtractPluginOption: { ignoreOrder: true },
      compile: { include: alsoCompiled },
      postcss: {
        pxtransform: { enable: true, config: {} },
        cssModules: {
          enable: false,
          config: { namingPattern: 'module', generateScopedName: '[name]__[local]' },
        },
      },
    },
    h5: {
      compile: { include: alsoCompiled },
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[chunkhash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[chunkhash:8].css',
      },
      postcss: { autoprefixer: { enable: true, config: {} }, cssModules: { enable: false } },
      devServer: {
        host: '127.0.0.1',
        port: 10086,
        open: false,
        proxy: [{ context: ['/api'], target: 'http://127.0.0.1:3000', changeOrigin: true }],
      },
      webpackChain: (chain: { performance: { hints(value: false): void } }) => chain.performance.hints(false),
    },
  }),
);
