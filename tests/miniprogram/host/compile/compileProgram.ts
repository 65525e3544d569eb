import type { CompileWarning, ComponentConfig, Platform, Program } from '../program';
import { readAppConfig, readComponentConfig } from './appConfig';
import { openProgramFiles, type ProgramFiles, resolveFrom, withoutSuffix } from './programFiles';
import { realApiNames } from './realApis';
import { compileStyles } from './styles';
import { compileTemplates } from './templates';

export interface CompiledProgram {
  readonly folder: string;
  readonly program: Program;
  readonly warnings: readonly CompileWarning[];
}

/**
 * Makes of a built mini-program (`dist/weapp`, `dist/alipay`) what the page half of the host can run. What a phone
 * would refuse, such as a page without its files, is a warning here.
 */
export function compileProgram(platform: Platform, folder: string): CompiledProgram {
  const files = openProgramFiles(folder);
  const app = readAppConfig(platform, files.json('app.json'));
  const templates = compileTemplates(platform, files);
  const components = readComponents(platform, files);
  return {
    folder,
    program: {
      platform,
      app,
      components,
      scripts: readScripts(files),
      templates: templates.expression,
      styles: compileStyles(platform, files, app.pages),
      realApis: realApiNames(platform),
    },
    warnings: [
      ...templates.warnings,
      ...findMissingPages(platform, files, app.pages),
      ...findMissingComponents(files, components),
    ],
  };
}

/** Every JSON file that has a script beside it belongs to a page or component. */
function readComponents(platform: Platform, files: ProgramFiles): Record<string, ComponentConfig> {
  const names = files.names
    .filter((name) => name.endsWith('.json') && name !== 'app.json')
    .map(withoutSuffix)
    .filter((name) => files.has(`${name}.js`));
  return Object.fromEntries(
    names.map((name) => [name, readComponentConfig(platform, files.json(`${name}.json`))]),
  );
}

function readScripts(files: ProgramFiles): Record<string, string> {
  const names = files.names.filter((name) => name.endsWith('.js'));
  return Object.fromEntries(names.map((name) => [withoutSuffix(name), files.text(name)]));
}

function findMissingPages(
  platform: Platform,
  files: ProgramFiles,
  pages: readonly string[],
): readonly CompileWarning[] {
  const suffixes = ['.js', '.json', platform === 'weapp' ? '.wxml' : '.axml'];
  return pages.flatMap((page) =>
    suffixes
      .filter((suffix) => !files.has(`${page}${suffix}`))
      .map((suffix) => ({ file: 'app.json', message: `The page ${page} has no ${page}${suffix}.` })),
  );
}

function findMissingComponents(
  files: ProgramFiles,
  components: Readonly<Record<string, ComponentConfig>>,
): readonly CompileWarning[] {
  return Object.entries(components).flatMap(([owner, { usingComponents }]) =>
    Object.entries(usingComponents)
      .filter(([, written]) => !files.has(`${resolveFrom(owner, written)}.js`))
      .map(([tag, written]) => ({
        file: `${owner}.json`,
        message: `The component ${tag} is not at ${written}.`,
      })),
  );
}
