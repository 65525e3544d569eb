import postcss, { type AtRule, type ChildNode, type Root } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import type { Platform } from '../program';
import { toBrowserUnits } from '../units';
import { type ProgramFiles, resolveFrom, withoutSuffix } from './programFiles';

/**
 * All style sheets of a program as one. The sheet of the app holds on every page, the sheet of a page or component
 * on that page alone: `@scope` keeps it there. Units and type selectors become what a browser knows.
 */
export function compileStyles(platform: Platform, files: ProgramFiles, pages: readonly string[]): string {
  const suffix = platform === 'weapp' ? '.wxss' : '.acss';
  const sheet = (name: string) => compileSheet(files, `${name}${suffix}`);
  const scoped = (scope: string, name: string) =>
    files.has(`${name}${suffix}`) ? wrapInScope(scope, sheet(name)) : '';
  const components = files.names
    .filter((name) => name.endsWith(suffix) && files.has(`${withoutSuffix(name)}.js`))
    .map(withoutSuffix)
    .filter((name) => name !== 'app' && !pages.includes(name));
  return [
    scoped('mp-page', 'app'),
    ...components.map((name) => scoped('mp-page', name)),
    ...pages.map((route) => scoped(`mp-page[route="${route}"]`, route)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function compileSheet(files: ProgramFiles, name: string): Root {
  const root = postcss.parse(files.text(name), { from: name });
  root.walkAtRules('import', (rule) => {
    const written = /["']([^"']+)["']/.exec(rule.params)?.[1] ?? '';
    rule.replaceWith(compileSheet(files, resolveFrom(name, written)).nodes);
  });
  root.walkDecls((declaration) => {
    declaration.value = toBrowserUnits(declaration.value);
  });
  root.walkRules((rule) => {
    if (!isInside(rule.parent, 'keyframes')) rule.selector = browserSelectors.processSync(rule.selector);
  });
  return root;
}

/** `view` selects `<wx-view>`; `page` the page itself; `body` nothing, for a mini-program has none. */
const browserSelectors = selectorParser((root) => {
  root.walkTags((tag) => {
    if (tag.value === 'page') tag.replaceWith(selectorParser.pseudo({ value: ':scope' }));
    else if (!tag.value.includes('-')) tag.value = `wx-${tag.value}`;
    else if (builtinsWithDash.has(tag.value)) tag.value = `wx-${tag.value}`;
  });
});

const builtinsWithDash = new Set([
  'scroll-view',
  'swiper-item',
  'checkbox-group',
  'radio-group',
  'rich-text',
  'cover-view',
  'cover-image',
  'web-view',
]);

function isInside(parent: unknown, atRule: string): boolean {
  const rule = parent as Partial<AtRule> | undefined;
  return rule?.type === 'atrule' && (rule.name ?? '').endsWith(atRule);
}

/** Key frames and fonts belong to the whole document: they stand beside the scope, not in it. */
function wrapInScope(scope: string, root: Root): string {
  const global: ChildNode[] = [];
  root.each((node) => {
    if (node.type === 'atrule' && /(keyframes|font-face)$/.test(node.name)) global.push(node.remove());
  });
  return `@scope (${scope}) {\n${root.toString()}\n}\n${global.join('\n')}`;
}
