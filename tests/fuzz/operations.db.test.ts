import { writeFileSync } from 'node:fs';
import type { Database } from '../../cloudfunctions/_database/database';
import { sql } from '../../cloudfunctions/_database/sql';
import { newId } from '../../cloudfunctions/_runtime/ids';
import { errorCodes } from '../../contract/errorCodes';
import type { Operation } from '../../contract/operation';
import type { Reservation } from '../../contract/reservations';
import { type Rooms, rooms } from '../../contract/rooms';
import { aPdf } from '../support/evidenceFiles';
import { freshHangzhou } from '../support/freshDatabase';
import { aPerson } from '../support/people';
import { type Asking, city, openService, type Service, type TestReply } from '../support/service';
import { type InputClass, inputsOf, type Known } from './inputsOf';
import { randomness } from './randomness';
import { stateOf } from './stateOf';

/** `npm run fuzz` sends 10,000 inputs to each operation, with a seed of its own. */
const INPUTS = Number(process.env.FUZZ_INPUTS ?? 200);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_124);
/** Which operations: `1/4` is every fourth, from the second on. */
const [SHARE = 0, SHARES = 1] = (process.env.FUZZ_SHARE ?? '0/1').split('/').map(Number);
const BATCH = 40;
const NINE = '2026-11-24T09:00:00+08:00';
const SLOT = 'city.appointment.2026-11-25.0900';
const phone = '13812345678';

let database: Database;
let service: Service;
let victim: { ids: string[]; state: string };
let serial = 40_000;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, NINE);
  victim = await someoneWithEverything();
});
afterAll(() => database.close());

async function someoneWithEverything() {
  const { ids, accountId } = await someone('victim');
  return { ids, state: await stateOfAccount(accountId), accountId };
}

async function someone(name: string) {
  serial += 1;
  const citizen = await service.citizen(name);
  const { person } = await citizen.get<{ person: { id: string } }>('identity', 'savePerson', {
    person: aPerson(serial, { name: '受害人' }),
  });
  const { reservation } = await citizen.get<{ reservation: Reservation }>('reservations', 'make', {
    slot: `city.appointment.2026-11-${25 + (serial % 3)}.${10 + (serial % 2)}00`,
    people: [{ person: { id: person.id }, services: ['passport'] }],
    phone,
  });
  const reply = await service.call('identity', 'listSignIns', {}, citizen);
  const { signIns } = (reply as { data: { signIns: { id: string }[] } }).data;
  const [row] = await database.rows<{ account_id: string }>(sql`
    select account_id from reservation where city = ${city} and id = ${reservation.id}`);
  const accountId = row!.account_id;
  return {
    token: citizen.token,
    accountId,
    ids: [person.id, reservation.id, accountId, ...signIns.map(({ id }) => id)],
  };
}

async function stateOfAccount(accountId: string): Promise<string> {
  const [row] = await database.rows<{ state: string }>(sql`
    select (select json_agg(person order by id) from person where account_id = ${accountId})::text ||
      (select json_agg(reservation order by id) from reservation where account_id = ${accountId})::text ||
      (select json_agg(consent order by purpose) from consent where account_id = ${accountId})::text ||
      (select json_agg(json_build_object('id', id, 'ended', ended_at) order by id) from sign_in
        where account_id = ${accountId})::text as state`);
  return row!.state;
}

async function staffToken(code: string): Promise<string> {
  const reply = await service.call('identity', 'signIn', { channel: 'web', code });
  return (reply as { data: { token: string } }).data.token;
}

/** Everyone who might call: rightful, of another role, without a name, with a token that is not good, elsewhere. */
async function askers(own: string): Promise<{ rightful: Asking[]; wrong: Asking[] }> {
  const [lead, supervisor] = [await staffToken('demo-staff:xihu'), await staffToken('demo-staff:*')];
  const [header = '', payload = '', signature = ''] = own.split('.');
  const alterPayload = Buffer.from(payload, 'base64url').toString().replace('citizen', 'staff');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  return {
    rightful: [{ token: own }, { token: own }, { token: lead }, { token: supervisor }],
    wrong: [
      {},
      { token: '' },
      { token: 'x'.repeat(10_000) },
      { token: `${header}.${Buffer.from(alterPayload).toString('base64url')}.${signature}` },
      { token: `${none}.${payload}.` },
      { token: `${header}.${payload}.` },
      { token: own, city: '330200' },
      { token: own, city: "330100'--" },
      { token: own, city: '__proto__' },
      { token: own, idempotencyKey: "'; drop table slot; --" },
      { token: own, idempotencyKey: 'x'.repeat(5_000) },
    ],
  };
}

const names = Object.entries(rooms)
  .flatMap(([room, operations]) =>
    Object.keys(operations).map((operation) => [room as keyof Rooms, operation] as const),
  )
  .filter((_, index) => index % SHARES === SHARE);

const CLASSES: readonly InputClass[] = ['valid', 'almost', 'hostile'];
const report: { operation: string; counts: Record<string, number> }[] = [];

describe.each(names)('%s.%s', (room, name) => {
  const operation = (rooms[room] as Readonly<Record<string, Operation>>)[name] as Operation;

  it(`answers ${INPUTS} inputs of any kind with data or a typed no, and changes nothing when it says no`, async () => {
    const random = randomness(SEED ^ hashOf(`${room}.${name}`));
    const me = await someone(`fuzz-${serial}`);
    let callers = await askers(me.token);
    const known: Known = {
      ids: [...me.ids, ...victim.ids, newId(), '00000000-0000-0000-0000-000000000000'],
      slots: [
        SLOT,
        'xihu.appointment.2026-11-26.1000',
        'xihu.urgent.2026-11-26.1000',
        'nowhere.kiosk.2026-11-26.1000',
      ],
      texts: {
        from: ['2026-11-24', '2026-11-25'],
        to: ['2026-11-26', '2026-12-01'],
        date: ['2026-11-25', '2026-02-30'],
        acceptedOn: ['2026-11-24'],
        birthDate: ['1990-01-01'],
        documentNumber: [aPerson(90_000).documentNumber, '330106198005170019'],
        hall: ['city', 'xihu', 'nowhere'],
        halls: [['city'], ['xihu', 'city']],
        phone: [phone],
        reason: ['funeral', 'confirmation-letter', '因奔丧'],
        creditCode: ['91330100799655058B'],
        data: [aPdf().toString('base64'), ''],
        code: ['demo:fuzz', 'demo-staff:xihu', '23456789'],
      },
    };
    const makeInput = inputsOf(operation.input, known, random);
    const counts: Record<string, number> = {};
    let state = await stateOf(database);

    for (let sent = 0; sent < INPUTS; sent += BATCH) {
      const kind = CLASSES[(sent / BATCH) % CLASSES.length] as InputClass;
      const rightful = random.next() < 0.7;
      const asking = rightful ? callers.rightful : callers.wrong;
      const codes = await codesFor(room, name, () => [makeInput(kind), random.pick(asking)]);
      count(counts, codes);
      const now = await stateOf(database);
      const mayChange = operation.kind === 'write' && codes.includes('OK');
      if (!mayChange) expect({ kind, state: now }).toEqual({ kind, state });
      state = now;
      if (isOver(operation, rightful, codes)) {
        callers = await askers((await service.citizen(`fuzz-${room}-${name}-${sent}`)).token);
        state = await stateOf(database);
      }
    }
    report.push({ operation: `${room}.${name}`, counts });
    expect(await stateOfAccount(victim.ids[2]!)).toBe(victim.state);
    expect(({} as { kind?: string }).kind).toBeUndefined();
  });
});

it('was heard by every operation', () => {
  expect(report).toHaveLength(names.length);
  const { FUZZ_REPORT: file } = process.env;
  if (file !== undefined) writeFileSync(file, JSON.stringify(report));
});

/** Whoever signed out, or deleted everything, has nothing more to say: somebody else goes on. */
function isOver({ audience }: Operation, rightful: boolean, codes: readonly string[]): boolean {
  return rightful && audience !== 'anyone' && codes.includes('NOT_SIGNED_IN');
}

/** Sends a batch, one after the other. */
async function codesFor(room: keyof Rooms, name: string, make: () => [unknown, Asking]): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < BATCH) codes.push(await codeFor(room, name, ...make()));
  return codes;
}

/** The code of an answer; an answer that nobody meant to give fails with the input that made it. */
async function codeFor(room: keyof Rooms, name: string, input: unknown, asking: Asking): Promise<string> {
  const reply: TestReply = await service.call(room, name, input, asking);
  const code: string = reply.ok ? 'OK' : reply.error.code;
  const meant = code === 'OK' || (code !== 'INTERNAL' && (errorCodes as readonly string[]).includes(code));
  if (!meant) throw new Error(`${code} for ${JSON.stringify(input)?.slice(0, 500)}`);
  return code;
}

function count(counts: Record<string, number>, codes: readonly string[]): void {
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
}

function hashOf(text: string): number {
  return Array.from(text).reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7);
}
