import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Reservation } from '../contract/reservations';
import { freshFolder, type HostProcess, must, post, startHost } from '../tests/support/hostProcess';
import { aPerson } from '../tests/support/people';

/** The host as people run it: its own process, its own data folder, signals and kills. */
// Each test starts the host up to three times; a busy machine takes ten seconds and more for one start.
jest.setTimeout(180_000);

const SLOT = 'city.appointment.2026-11-24.0900';

let data: ReturnType<typeof freshFolder>;
const running: HostProcess[] = [];

beforeEach(() => {
  data = freshFolder();
});
afterEach(async () => {
  for (const host of running.splice(0)) {
    host.process.kill('SIGKILL');
    await host.ended;
  }
  data.remove();
});

function start(env: Record<string, string> = {}): HostProcess {
  const host = startHost({ DATA_DIR: data.folder, ...env });
  running.push(host);
  return host;
}

/** Rejects when the build fails. */
function buildHostOnce(): Promise<unknown> {
  return promisify(execFile)(process.execPath, ['scripts/buildHost.mjs'], {
    cwd: path.resolve(__dirname, '..'),
  });
}

async function signIn(address: string, name = 'wang'): Promise<{ authorization: string }> {
  const { token } = await must(
    post<{ token: string }>(address, 'identity/signIn', { channel: 'web', code: `demo:${name}` }),
  );
  const headers = { authorization: `Bearer ${token}` };
  await post(address, 'privacy/giveConsent', { purpose: 'booking', version: 1 }, headers);
  return headers;
}

const wish = { slot: SLOT, people: [{ person: aPerson(1), services: ['passport'] }], phone: '13812345678' };

it('starts while other commands build it in the same folder', async () => {
  let building = true;
  const builder = async () => {
    let builds = 0;
    for (; building; builds += 1) await buildHostOnce();
    return builds;
  };
  const builders = [builder(), builder()];

  for (const round of ['first', 'second']) {
    const host = start({ DATA_DIR: path.join(data.folder, round) });
    expect((await fetch(`${await host.address}/healthz`)).status).toBe(200);
  }

  building = false;
  const builds = await Promise.all(builders);
  expect(Math.min(...builds)).toBeGreaterThan(0);
});

describe('ending', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends cleanly with 0 on %s, also when it comes twice',
    async (signal) => {
      const host = start();
      await host.address;

      host.process.kill(signal);
      host.process.kill(signal);

      expect(await host.ended).toEqual({ code: 0, signal: null });
      expect(host.said()).not.toMatch(/Error/);
    },
  );

  it('answers what is under way and frees the folder for the next start', async () => {
    const first = start();
    const address = await first.address;
    const booked = signIn(address).then((headers) => must(post(address, 'reservations/make', wish, headers)));
    await booked;
    first.process.kill('SIGTERM');
    await first.ended;

    const next = await start().address;

    const headers = await signIn(next);
    const mine = await must(
      post<{ reservations: Reservation[] }>(next, 'reservations/listMine', {}, headers),
    );
    expect(mine.reservations).toHaveLength(1);
  });
});

describe('two on one data folder', () => {
  it('refuses the second with a sentence and exit code 3, and the first goes on', async () => {
    const first = start();
    const address = await first.address;

    const second = start();

    expect(await second.ended).toEqual({ code: 3, signal: null });
    expect(second.said()).toContain(`Another process has the data folder ${data.folder} open`);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  it('starts where a killed one left its lock behind', async () => {
    const killed = start();
    await killed.address;
    killed.process.kill('SIGKILL');
    await killed.ended;
    expect(readdirSync(data.folder)).toContain('host.lock');

    expect(await start().address).toMatch(/^http/);
  });
});

describe('a kill', () => {
  it('loses no booking that was acknowledged', async () => {
    const first = start();
    const address = await first.address;
    const { reservation } = await must(
      post<{ reservation: Reservation }>(address, 'reservations/make', wish, await signIn(address)),
    );
    first.process.kill('SIGKILL');
    await first.ended;

    const next = await start().address;

    const mine = await must(
      post<{ reservations: Reservation[] }>(next, 'reservations/listMine', {}, await signIn(next)),
    );
    expect(mine.reservations).toMatchObject([
      { id: reservation.id, code: reservation.code, status: 'booked' },
    ]);
  });

  // The moments are told by what stands in the folder, so that a slow machine is killed at the same places.
  it.each<[string, (files: readonly string[]) => boolean]>([
    ['before there is a database', (files) => files.includes('host.lock')],
    ['while the database is laid out', (files) => files.includes('database.unfinished')],
    ['right after the database was named', (files) => files.includes('database')],
  ])('during the first start leaves nothing broken: %s', async (_moment, reached) => {
    const first = start();
    await until(() => existsSync(data.folder) && reached(readdirSync(data.folder)));
    first.process.kill('SIGKILL');
    await first.ended;

    const next = await start().address;

    expect((await fetch(`${next}/healthz`)).status).toBe(200);
    expect(readdirSync(data.folder)).not.toContain('database.unfinished');
    expect(await must(post(next, 'slots/earliest', { service: 'passport' }))).toMatchObject({
      options: expect.arrayContaining([expect.objectContaining({ date: '2026-11-23' })]),
    });
  });

  it('in the middle of seeding leaves nothing broken', async () => {
    const first = start();
    const inside = path.join(data.folder, 'database.unfinished', 'PG_VERSION');
    await until(() => existsSync(inside));
    first.process.kill('SIGKILL');
    await first.ended;

    expect(await start().address).toMatch(/^http/);
  });
});

describe('what the environment says', () => {
  it('is honoured: the port, the folder, the clock', async () => {
    const probe = start();
    const { port } = new URL(await probe.address);
    probe.process.kill('SIGTERM');
    await probe.ended;

    const address = await start({ PORT: port, CLOCK: '2026-11-28T10:00:00+08:00' }).address;

    expect(new URL(address).port).toBe(port);
    expect(existsSync(path.join(data.folder, 'database'))).toBe(true);
    expect(await must(post(address, 'windows/city', {}))).toMatchObject({ today: '2026-11-28' });
  });

  it('names a port that is taken', async () => {
    const other = freshFolder();
    const { port } = new URL(await start().address);
    const second = start({ PORT: port, DATA_DIR: other.folder });

    expect((await second.ended).code).toBe(1);
    expect(second.said()).toMatch(/PORT: port \d+ of \S+ is taken by another program; choose another/);
    other.remove();
  });

  it('in production is refused without keys and database, and with a clock', async () => {
    const bare = start({ NODE_ENV: 'production' });

    expect((await bare.ended).code).toBe(1);
    expect(bare.said()).toMatch(
      /CLOCK: .+\n.*DATABASE_URL: missing\n.*SEALING_KEYS: missing\n.*BLIND_INDEX_KEY: missing\n.*TOKEN_KEYS: missing/,
    );
  });
});

/** Looks again at every turn of the event loop until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
