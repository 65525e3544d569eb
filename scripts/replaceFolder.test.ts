import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFolder } from '../host/webFiles';

const BUILDS = 60;
const FILES = 20;

let folder: string;
let place: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'replace-'));
  place = path.join(folder, 'build');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that builds again and again: pages that name scripts by a hash, no two builds the same. */
function startBuilding(name: string, builds: number): Promise<number | null> {
  const program = `
    import { mkdirSync, writeFileSync } from 'node:fs';
    import { replaceFolder } from ${JSON.stringify(pathToFileURL(path.resolve(__dirname, 'replaceFolder.mjs')))};
    for (let build = 0; build < ${builds}; build += 1) {
      const hash = '${name}' + build.toString(16).padStart(7, '0');
      await replaceFolder(${JSON.stringify(place)}, (output) => {
        mkdirSync(output + '/js', { recursive: true });
        const names = Array.from({ length: ${FILES} }, (_, part) => 'js/' + part + '.' + hash + '.js');
        for (const script of names) writeFileSync(output + '/' + script, hash.repeat(2_000));
        writeFileSync(output + '/index.html', names.map((script) => '/' + script).join(' '));
        writeFileSync(output + '/app.js', hash.repeat(50_000));
      });
    }`;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Reads as long as something is built; gives how often. */
async function whileBuilding(building: Promise<unknown>, read: () => void): Promise<number> {
  let over = false;
  void building.then(() => {
    over = true;
  });
  let reads = 0;
  while (!over) {
    read();
    reads += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return reads;
}

describe('a folder that several commands build at once', () => {
  it('has every file at every moment, whole', async () => {
    expect(await startBuilding('a', 1)).toBe(0);
    const building = Promise.all(['b', 'c', 'd'].map((name) => startBuilding(name, BUILDS)));

    const reads = await whileBuilding(building, () => {
      const text = readFileSync(path.join(place, 'app.js'), 'utf8');
      expect(text).toBe(text.slice(0, 8).repeat(50_000));
    });

    expect(await building).toEqual([0, 0, 0]);
    expect(reads).toBeGreaterThan(BUILDS);
    // What is left is one build, and nothing of its making.
    const names = readFileSync(path.join(place, 'index.html'), 'utf8').split(' ');
    expect(names.map((name) => path.basename(name)).sort()).toEqual(
      readdirSync(path.join(place, 'js')).sort(),
    );
    expect(readdirSync(folder)).toEqual(['build']);
  });

  it('is a whole web page to the host, with every script that the page names', async () => {
    expect(await startBuilding('a', 1)).toBe(0);
    const building = Promise.all(['b', 'c'].map((name) => startBuilding(name, BUILDS)));

    const reads = await whileBuilding(building, () => {
      const files = readFolder(place);
      const page = files.get('/index.html')?.bodies.identity?.body.toString() ?? 'no page';
      expect([...files.keys()]).toEqual(expect.arrayContaining(page.split(' ')));
    });

    expect(await building).toEqual([0, 0]);
    expect(reads).toBeGreaterThan(5);
  });

  it('is not touched by a build that changes nothing', async () => {
    await startBuilding('a', 1);
    const file = path.join(place, 'app.js');
    utimesSync(file, 1, 1);
    await startBuilding('a', 1);

    expect(readFileSync(file, 'utf8')).toHaveLength(400_000);
    expect(statSync(file).mtimeMs).toBe(1_000);
  });

  it('is built although a command was killed while it moved files', async () => {
    const lock = `${place}.lock`;
    mkdirSync(lock);
    utimesSync(lock, 1, 1);

    expect(await startBuilding('a', 1)).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });
});
