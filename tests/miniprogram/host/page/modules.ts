import type { Program } from '../program';
import { recordError, recordingConsole } from './records';

/** What the JavaScript of a mini-program can name besides the language itself. */
export type AppGlobals = Readonly<Record<string, unknown>>;

export interface Modules {
  /** Runs a file unless it has run. `name` is its path without suffix. */
  require(name: string): unknown;
  /** The file that is being run: `Page()` and `Component()` belong to it. */
  current(): string;
}

/** Global names that a mini-program's engine has too. All others of this browser are hidden from the app. */
const LANGUAGE = new Set(
  [
    'Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float32Array',
    'Float64Array Infinity Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Promise Proxy',
    'RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array',
    'Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI decodeURIComponent encodeURI',
    'encodeURIComponent escape eval isFinite isNaN parseFloat parseInt undefined unescape',
    'clearInterval clearTimeout setInterval setTimeout',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Loads the files of a program as CommonJS modules. Each runs as a function whose parameters shadow every global of
 * the browser, those of tomorrow's browsers included: the list is asked of the browser itself.
 */
export function createModules(program: Program, globals: AppGlobals): Modules {
  const hidden = browserGlobals().filter((name) => !LANGUAGE.has(name) && !(name in globals));
  const language = languageGlobals();
  const given = {
    ...globals,
    globalThis: language,
    global: language,
    console: recordingConsole,
    Function: hiddenFunction(),
  };
  const names = [...Object.keys(given), ...hidden.filter((name) => !(name in given))];
  const values = Object.values(given);
  const loaded = new Map<string, { exports: unknown }>();
  const running: string[] = [];

  function load(name: string): unknown {
    const known = loaded.get(name);
    if (known !== undefined) return known.exports;
    const text = program.scripts[name];
    if (text === undefined) throw new Error(`There is no module "${name}".`);
    const module = { exports: {} };
    loaded.set(name, module);
    running.push(name);
    try {
      const source = `${text}\n//# sourceURL=app/${name}.js`;
      const run = new Function('require', 'module', 'exports', ...names, source);
      const requireFrom = (written: string) => load(resolve(name, written));
      run.call(undefined, requireFrom, module, module.exports, ...values);
    } finally {
      running.pop();
    }
    return module.exports;
  }

  return {
    require(name) {
      try {
        return load(name);
      } catch (error) {
        recordError(error, `${name}.js`);
        return undefined;
      }
    },
    current: () => running.at(-1) ?? '',
  };
}

function browserGlobals(): string[] {
  const names = new Set(['globalThis']);
  for (let object: object | null = window; object !== null; object = Object.getPrototypeOf(object)) {
    for (const name of Object.getOwnPropertyNames(object)) names.add(name);
  }
  return [...names].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
}

/** What phones call `globalThis` and `global`: the language and nothing of a browser. */
function languageGlobals(): Record<string, unknown> {
  const all = window as unknown as Record<string, unknown>;
  return Object.fromEntries([...LANGUAGE].map((name) => [name, all[name]]));
}

/** Phones do not compile text to code; `Function('return this')()` would also lead out of here. */
function hiddenFunction(): unknown {
  const forbidden = () => () => undefined;
  forbidden.prototype = Function.prototype;
  return forbidden;
}

function resolve(from: string, written: string): string {
  const parts = written.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of written.replace(/\.js$/, '').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
