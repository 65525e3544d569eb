/**
 * `node askWeChat.cjs <folder> <tool>…`: what WeChat's own tools say of a built mini-program, without a key, an account
 * or a network. It runs as a process of its own, since the tools write to the console and leave work behind; the
 * refusals are sent to the parent. See `checkBuild.ts`.
 */
const { readdirSync } = require('node:fs');
const path = require('node:path');
const compileTemplates = require('miniprogram-compiler/src/wcc.js');
const compileStyles = require('miniprogram-compiler/src/wcsc.js');

const [folder, ...wanted] = process.argv.slice(2);
/** wcc answers on its standard output; the whole program's templates are more than Node's usual megabyte. */
const maxBuffer = 64 * 1024 * 1024;

const files = readdirSync(folder, { recursive: true }).map((name) => name.split(path.sep).join('/'));
const named = (suffix) => files.filter((name) => name.endsWith(suffix));
const withoutSuffix = (name) => name.replace(/\.[^.]+$/, '');

/** Each throws, or gives, what is wrong. */
const tools = {
  wcc() {
    compileTemplates(folder, named('.wxml').map(withoutSuffix), named('.wxs'), { maxBuffer });
  },
  wcsc() {
    // Gives its error where wcc throws it.
    const answer = compileStyles(folder, named('.wxss').map(withoutSuffix), { maxBuffer });
    if (answer instanceof Error) throw answer;
  },
  /** All that is checked before an upload, with scripts, templates and styles made small. */
  async upload() {
    const { ci, project } = openProject();
    await ci.getCompiledResult({ project, version: '0', setting: { es6: false, es7: false, minify: true } });
  },
  /** Weights, code that nobody uses, pictures, what makes the app start slowly. */
  async quality() {
    const { ci, project } = openProject();
    // Files that nobody uses are only listed: the upload would leave them out, and the build should not have them.
    const isPoor = ({ name, success, detail }) =>
      !success || (name === 'CONTAINS_UNUSED_CODES' && detail.length > 0);
    const poor = (await ci.checkCodeQuality(project)).filter(isPoor);
    return poor.map(({ name, text, detail }) => `${name} ${text} ${JSON.stringify(detail ?? '')}`);
  },
};

function openProject() {
  const ci = require('miniprogram-ci');
  const { DefaultProjectAttr } = require('miniprogram-ci/dist/config/config.js');
  const network = require('miniprogram-ci/dist/utils/request.js');
  // It asks WeChat for a list of file types, and has its own when there is no answer.
  network.request = () => Promise.reject(new Error('The gate asks nobody.'));
  const project = new ci.Project({
    appid: 'touristappid',
    type: 'miniProgram',
    projectPath: folder,
    privateKey: 'unused',
  });
  // The limits of an app come from WeChat's server unless somebody else knows them.
  project.attr = async () => DefaultProjectAttr;
  return { ci, project };
}

async function ask(tool, attempts = 5) {
  try {
    return ((await tools[tool]()) ?? []).map((refusal) => `${tool}: ${refusal}`);
  } catch (error) {
    // miniprogram-ci gives a process of its own 20 seconds to start, which a busy machine may not keep.
    if (error.message === 'fork process timeout' && attempts > 1) return ask(tool, attempts - 1);
    return [`${tool}: ${error.path ?? ''} ${error.message}`];
  }
}

async function askAll() {
  const refusals = [];
  for (const tool of wanted) refusals.push(...(await ask(tool)));
  process.send(refusals, () => process.exit(0));
}

void askAll();
