import { fork } from 'node:child_process';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { weighPackages } from '../../../scripts/packages.cjs';
import { compileProgram } from '../host/compile/compileProgram';
import { openProgramFiles, type ProgramFiles } from '../host/compile/programFiles';
import type { Platform } from '../host/program';

/** WeChat's compilers of templates and styles, and two of the checks before an upload (`miniprogram-ci`). */
export type WeChatTool = 'wcc' | 'wcsc' | 'upload' | 'quality';

/**
 * Everything that can be found wrong with a built mini-program without running it; a clean build has an empty list.
 * For WeChat its own tools have a word, for Alipay, whose tools do not run without a network, the host's compiler.
 */
export async function checkBuild(
  platform: Platform,
  folder: string,
  tools: readonly WeChatTool[] = ['wcc', 'wcsc', 'upload', 'quality'],
): Promise<readonly string[]> {
  const files = openProgramFiles(folder);
  const ours = [
    ...findBrokenFiles(platform, files),
    ...findHeavyPackages(platform, folder),
    ...compileAll(platform, folder),
  ];
  return platform === 'weapp' ? [...ours, ...(await askWeChat(folder, tools))] : ours;
}

/** Templates without one warning; every page and component that is named is there. */
function compileAll(platform: Platform, folder: string): readonly string[] {
  try {
    return compileProgram(platform, folder).warnings.map(({ file, message }) => `${file}: ${message}`);
  } catch (error) {
    return [textOf(error)];
  }
}

/** JSON is JSON, scripts and template scripts are JavaScript, and the pictures of the tabs are there. */
function findBrokenFiles(platform: Platform, files: ProgramFiles): readonly string[] {
  const check = (suffix: string, parse: (name: string) => unknown) =>
    files.names
      .filter((name) => name.endsWith(suffix))
      .flatMap((name) => {
        try {
          parse(name);
          return [];
        } catch (error) {
          return [`${name}: ${textOf(error)}`];
        }
      });
  const script = (name: string) => transformSync(files.text(name), { loader: 'js', logLevel: 'silent' });
  return [
    ...check('.json', files.json),
    ...check('.js', script),
    ...check(platform === 'weapp' ? '.wxs' : '.sjs', script),
    ...check('app.json', (name) => {
      const pictures = JSON.stringify(files.json(name)).match(/[\w/-]+\.png/g) ?? [];
      const lost = pictures.filter((picture) => !files.has(picture));
      if (lost.length > 0) throw new Error(`There is no ${lost.join(', ')}.`);
    }),
  ];
}

function findHeavyPackages(platform: Platform, folder: string): readonly string[] {
  return weighPackages(platform, folder)
    .filter(({ bytes, budget }) => bytes > budget)
    .map(({ name, bytes, budget }) => `The package ${name} has ${bytes} bytes; it may have ${budget}.`);
}

function askWeChat(folder: string, tools: readonly WeChatTool[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const script = path.join(__dirname, 'askWeChat.cjs');
    const asked = fork(script, [folder, ...tools], { cwd: __dirname, silent: true });
    let written = '';
    const keep = (chunk: Buffer) => {
      written += chunk.toString();
    };
    asked.stdout?.on('data', keep);
    asked.stderr?.on('data', keep);
    asked.once('message', (refusals) => resolve(refusals as readonly string[]));
    asked.once('error', reject);
    asked.once('exit', (code) => reject(new Error(`WeChat's tools ended with ${code}.\n${written}`)));
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
