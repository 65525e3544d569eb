import { platforms } from '../host/program';
import { type Copy, type Mutant, withMutant } from '../mutations/mutants';
import { checkBuild, type WeChatTool } from './checkBuild';

/** A broken build, and which of WeChat's tools are asked: the checks before an upload take long. */
interface Broken extends Mutant {
  readonly tools: readonly WeChatTool[];
}

const PAGE = 'pages/glance/index';
const suffix = ({ platform }: Copy, weapp: string, alipay: string) => (platform === 'weapp' ? weapp : alipay);
const append = (weapp: string, alipay: string, text: string) => (copy: Copy) =>
  copy.rewrite(`${PAGE}.${suffix(copy, weapp, alipay)}`, (before) => before + text);
const enlarge = (copy: Copy, file: string, kilobytes: number) =>
  copy.rewrite(file, (text) => `${text}\n//${'x'.repeat(kilobytes * 1024)}`);

const broken: readonly Broken[] = [
  {
    name: 'a tag that is not closed',
    says: /wcc: .*pages\/glance\/index\.wxml/s,
    only: 'weapp',
    tools: ['wcc'],
    break: append('wxml', 'axml', '<view><text></view>'),
  },
  {
    name: 'a tag that is not closed, for the host',
    says: /pages\/glance\/index\.[wa]xml: \d+:\d+ /,
    tools: [],
    break: append('wxml', 'axml', '<view><text></view>'),
  },
  {
    name: 'an expression that is none',
    says: /wcc: .*pages\/glance\/index\.wxml/s,
    only: 'weapp',
    tools: ['wcc'],
    break: append('wxml', 'axml', '<view id="{{ a + }}"/>'),
  },
  {
    name: 'an expression that is none, for the host',
    says: /pages\/glance\/index\.[wa]xml: \d+:\d+ /,
    tools: [],
    break: append('wxml', 'axml', '<view id="{{ a + }}"/>'),
  },
  {
    name: 'a style sheet that does not end',
    says: /wcsc: .*pages\/glance\/index\.wxss/s,
    only: 'weapp',
    tools: ['wcsc'],
    break: append('wxss', 'acss', '.a{color:'),
  },
  {
    name: 'a style sheet that does not end, for the host',
    says: /pages\/glance\/index\.(wx|ac)ss:\d+:\d+: Unclosed block/,
    tools: [],
    break: append('wxss', 'acss', '.a{color:red'),
  },
  {
    name: 'a script that is none',
    says: /pages\/glance\/index\.js: /,
    tools: [],
    break: append('js', 'js', ';const = 1;'),
  },
  {
    name: 'a script of the templates that is none',
    says: /utils\.(wxs|sjs): /,
    tools: [],
    break: (copy) => copy.rewrite(`utils.${suffix(copy, 'wxs', 'sjs')}`, (text) => `${text};var = 1;`),
  },
  {
    name: 'JSON that is none',
    says: /pages\/glance\/index\.json: .*JSON/,
    tools: [],
    break: append('json', 'json', '}'),
  },
  {
    name: 'a page that is not there',
    says: /The page pages\/glance\/index has no pages\/glance\/index\.js/,
    tools: [],
    break: (copy) => copy.remove(`${PAGE}.js`),
  },
  {
    name: 'a page that is not there, before an upload',
    says: /upload: app\.json .*pages\/glance\/index\.js/s,
    only: 'weapp',
    tools: ['upload'],
    break: (copy) => copy.remove(`${PAGE}.js`),
  },
  {
    name: 'a declaration that WeChat does not know, before an upload',
    says: /upload: app\.json .*requiredPrivateInfos/s,
    only: 'weapp',
    tools: ['upload'],
    break: (copy) => copy.rewrite('app.json', (text) => text.replace('"chooseLocation"', '"chooseMind"')),
  },
  {
    name: 'a component that is not there',
    says: /The component comp is not at/,
    only: 'weapp',
    tools: [],
    break: (copy) => copy.remove('comp.js'),
  },
  {
    name: 'a picture of a tab that is not there',
    says: /There is no assets\/tab-me\.png/,
    tools: [],
    break: (copy) => copy.remove('assets/tab-me.png'),
  },
  {
    name: 'a file that nobody uses',
    says: /quality: CONTAINS_UNUSED_CODES/,
    only: 'weapp',
    tools: ['quality'],
    break: (copy) => copy.add('pages/glance/nobody.js', 'module.exports = 1;'),
  },
  {
    name: 'a main package that is too heavy',
    says: /The package main has \d+ bytes/,
    tools: [],
    break: (copy) => enlarge(copy, 'app.js', 650),
  },
  {
    name: 'a sub-package that is too heavy',
    says: /The package pages\/glance has \d+ bytes/,
    tools: [],
    break: (copy) => {
      copy.rewrite('app.json', (text) => {
        const { pages, ...app } = JSON.parse(text) as { pages: string[] };
        const others = pages.filter((page) => page !== PAGE);
        return JSON.stringify({
          ...app,
          pages: others,
          subPackages: [{ root: 'pages/glance', pages: ['index'] }],
        });
      });
      enlarge(copy, `${PAGE}.js`, 200);
    },
  },
];

describe.each(platforms)('a broken build for %s is refused', (platform) => {
  test.each(broken.filter(({ only }) => only === undefined || only === platform))('$name', async (each) => {
    const refusals = await withMutant(each, platform, (folder) => checkBuild(platform, folder, each.tools));
    expect(refusals.join('\n')).toMatch(each.says);
  });
});
