import fc from 'fast-check';
import { z } from 'zod';
import type { Operation } from '../../contract/operation';
import { type OutputOf, type Rooms, rooms } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aTicketWish, bookVisit } from '../../tests/support/queue';
import { type Citizen, openService, type Service } from '../../tests/support/service';
import { verifyPlaces } from '../../tests/support/verifiedPlaces';
import type { Database } from '../_database/database';

type City = OutputOf<Rooms['windows']['city']>;
type Nearest = OutputOf<Rooms['windows']['nearest']>;

const MONDAY = '2026-11-23T09:30:00+08:00';
const XIHU_LAKE = { longitude: 120.13, latitude: 30.26 };
const DAY = { from: '2026-11-24', to: '2026-11-24' };

const operations = Object.entries(rooms).flatMap(([room, all]) =>
  Object.entries(all as Readonly<Record<string, Operation>>).map(([name, operation]) => ({
    name: `${room}.${name}`,
    operation,
  })),
);

let database: Database;
let service: Service;
let wang: Citizen;
let visit: string;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY);
  wang = await service.citizen('wang');
  visit = (await bookVisit(wang, 'xihu.appointment.2026-11-23.1030')).id;
});
afterAll(() => database.close());

async function ask<Data>(room: keyof Rooms, operation: string, input: object): Promise<Data> {
  const reply = await service.call(room, operation, input, wang);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data as Data;
}

/** Paths of fields in a schema: `halls[].position.longitude`. */
function pathsOf(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, items, anyOf, oneOf } = schema as Record<string, unknown>;
  const inner = Object.entries((properties ?? {}) as object).flatMap(([name, each]) => {
    const here = path === '' ? name : `${path}.${name}`;
    return [here, ...pathsOf(each, here)];
  });
  const choices = [...((anyOf ?? oneOf ?? []) as unknown[])].flatMap((each) => pathsOf(each, path));
  return [...inner, ...choices, ...(items === undefined ? [] : pathsOf(items, `${path}[]`))];
}

const fieldsOf = (schema: z.ZodType, io: 'input' | 'output') =>
  pathsOf(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));

describe('a place that nobody has verified', () => {
  it('leaves the service in one operation only, whose answer tells a pin from an area', () => {
    const places = operations.flatMap(({ name, operation }) =>
      fieldsOf(operation.output, 'output')
        .filter((path) => /longitude|latitude|^(lon|lng|lat|geo)$/i.test(path.split('.').at(-1) ?? ''))
        .map((path) => `${name} ${path}`),
    );

    expect(places.sort()).toEqual([
      'windows.city halls[].area.latitude',
      'windows.city halls[].area.longitude',
      'windows.city halls[].position.latitude',
      'windows.city halls[].position.longitude',
    ]);
  });

  it('has no position to point at, and an area too rough to point at', async () => {
    const { halls } = await ask<City>('windows', 'city', {});

    expect(halls).toHaveLength(15);
    for (const { position, area } of halls) {
      expect(position).toBeUndefined();
      expect(area.errorMetres).toBeGreaterThanOrEqual(1_000);
    }
  });

  it('gets no kilometres and no minutes where its error is a large part of them', async () => {
    const answer = await ask<Nearest>('windows', 'nearest', {
      service: 'passport',
      near: XIHU_LAKE,
      limit: 20,
    });
    const central = answer.options.filter(({ hall }) => hall === 'xihu' || hall === 'scenic-area');

    expect(central.length).toBeGreaterThan(0);
    for (const option of central) {
      expect(option).not.toHaveProperty('distanceMetres');
      expect(option).not.toHaveProperty('travelMinutes');
    }
    const { halls } = await ask<City>('windows', 'city', { near: XIHU_LAKE });
    const told = halls.filter(({ distanceMetres }) => distanceMetres !== undefined);
    expect(told.map(({ hall }) => hall)).toContain('chunan');
    for (const { distanceMetres } of told) expect(distanceMetres! % 1_000).toBe(0);
  });

  it('does not rank above another by a way that may be the longer one', async () => {
    const { options, explanation } = await ask<Nearest>('windows', 'nearest', {
      service: 'passport',
      near: XIHU_LAKE,
      limit: 20,
    });
    const seats = options.filter(
      ({ kind, daysUntilServed }) => kind === 'appointment' && daysUntilServed === 0,
    );

    expect(new Set(seats.map(({ burdenMinutes }) => burdenMinutes)).size).toBe(1);
    expect(explanation?.gains.filter(({ count }) => count === 'way')).toEqual([]);
  });

  it.each(['xihu', 'gongshu', 'binjiang', 'xiaoshan'])(
    'comes first among equals in its own district: %s',
    async (district) => {
      const { options } = await ask<Nearest>('windows', 'nearest', { service: 'passport', district });
      expect(options[0]).toMatchObject({ kind: 'appointment', hall: district });
      const { halls } = await ask<City>('windows', 'city', { district });
      expect(halls[0]!.hall).toBe(district);
    },
  );

  it('gets its pin, its kilometres and its minutes as soon as an administrator verifies it', async () => {
    const verified = await freshHangzhou();
    await verifyPlaces(verified);
    const other = await openService(verified, MONDAY);
    const reply = await other.call('windows', 'city', { near: XIHU_LAKE });
    const { halls } = (reply as { data: City }).data;
    await verified.close();

    for (const { position, distanceMetres } of halls) {
      expect(position).toBeDefined();
      expect(distanceMetres).toBeDefined();
    }
    const distances = halls.map(({ distanceMetres }) => distanceMetres!);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });
});

describe('a person anywhere on earth', () => {
  const EDGES = [
    ['Paris', { longitude: 2.3, latitude: 48.8 }],
    ['the North Pole', { longitude: 0, latitude: 90 }],
    ['the South Pole', { longitude: -180, latitude: -90 }],
    ['east of the antimeridian', { longitude: -179.999_999, latitude: -16.5 }],
    ['the antimeridian', { longitude: 180, latitude: 0 }],
    ['null island', { longitude: 0, latitude: 0 }],
    ['negative zero', { longitude: -0, latitude: -0 }],
    ['the antipode of Hangzhou', { longitude: -59.8, latitude: -30.25 }],
  ] as const;
  /** Every operation that takes a position, with the rest of an input. */
  const asking: Readonly<Record<string, (near: object) => object>> = {
    'slots.search': (near) => ({ service: 'passport', ...DAY, near }),
    'slots.earliest': (near) => ({ service: 'passport', near }),
    'windows.city': (near) => ({ near }),
    'windows.nearest': (near) => ({ service: 'passport', near }),
    'tickets.halls': (near) => ({ near }),
    'tickets.take': (near) => aTicketWish({ presence: { near } }),
    'tickets.checkIn': (near) => ({ reservation: visit, presence: { near } }),
  };
  const call = (name: string, near: object) => {
    const [room = '', operation = ''] = name.split('.');
    return service.call(room as keyof Rooms, operation, asking[name]!(near), wang);
  };

  it('is known to every operation that takes a position', () => {
    const taking = operations.filter(({ operation }) =>
      fieldsOf(operation.input, 'input').some((path) => path.endsWith('longitude')),
    );
    expect(taking.map(({ name }) => name).sort()).toEqual(Object.keys(asking).sort());
  });

  describe.each(Object.keys(asking))('%s', (name) => {
    it.each(EDGES)('is answered in words from %s', async (_place, near) => {
      const reply = await call(name, near);
      if (name === 'tickets.take' || name === 'tickets.checkIn') {
        expect(reply).toMatchObject({ ok: false, error: { code: 'TOO_FAR_FOR_TICKET' } });
      } else {
        expect(reply).toMatchObject({ ok: true, data: { tooFar: true } });
        expect(JSON.stringify(reply)).not.toMatch(/distanceMetres|travelMinutes/);
      }
    });
  });

  it.each(Object.keys(asking))('never meets a fault of the form or of ours in %s', async (name) => {
    const near = fc.record({
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(near, async (at) => {
        const reply = await call(name, at);
        if (!reply.ok) expect(['TOO_FAR_FOR_TICKET', 'ALREADY_HAS_TICKET']).toContain(reply.error.code);
      }),
      { numRuns: 25 },
    );
  });

  it('is ranked all the same, as if nobody knew where they are; a district that they name counts', async () => {
    const paris = { longitude: 2.3, latitude: 48.8 };
    const from = (input: object) => ask<Nearest>('windows', 'nearest', { service: 'passport', ...input });
    const { tooFar, options } = await from({ near: paris });

    expect(tooFar).toBe(true);
    expect(options).toEqual((await from({})).options);
    expect((await from({ near: paris, district: 'xihu' })).options).toEqual(
      (await from({ district: 'xihu' })).options,
    );
  });
});
