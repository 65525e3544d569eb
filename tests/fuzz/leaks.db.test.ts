import type { Log } from '../../cloudfunctions/_runtime/log';
import type { Operation } from '../../contract/operation';
import type { Reservation } from '../../contract/reservations';
import { type Rooms, rooms } from '../../contract/rooms';
import { everythingStored } from '../support/everythingStored';
import { freshHangzhou } from '../support/freshDatabase';
import { aResidentId } from '../support/people';
import { openService, type Service } from '../support/service';
import { inputsOf } from './inputsOf';
import { randomness } from './randomness';

/** Values that stand for a person; whoever finds one of them outside its sealed place has found a leak. */
const MARKED = {
  name: '欧阳标记某',
  documentNumber: aResidentId(987, '1987-06-05'),
  phone: '13987654321',
  reason: '因奔丧须急办标记事由',
  openId: 'demo:标记openid',
  address: '203.0.113.77',
  device: 'marked-device-0123456789',
};
const marks = [...Object.values(MARKED).map((value) => value.replace('demo:', '')), '标记', '欧阳', '奔丧'];

const lines: string[] = [];
const note =
  (level: string): Log['info'] =>
  (event, fields) => {
    lines.push(JSON.stringify({ level, event, ...fields }));
  };
const log: Log = { info: note('info'), error: note('error') };

const NINE = '2026-11-24T09:00:00+08:00';
const refusals: string[] = [];
const successes: string[] = [];

async function driveEverything(service: Service): Promise<void> {
  const signedIn = await service.call(
    'identity',
    'signIn',
    { channel: 'web', code: MARKED.openId },
    { address: MARKED.address, device: MARKED.device },
  );
  const { token } = (signedIn as { data: { token: string } }).data;
  const asking = { token, address: MARKED.address, device: MARKED.device };
  const call = async (room: keyof Rooms, operation: string, input: unknown) => {
    const reply = await service.call(room, operation, input, asking);
    (reply.ok ? successes : refusals).push(`${room}.${operation} ${JSON.stringify(reply)}`);
    return reply;
  };
  const person = {
    name: MARKED.name,
    documentType: 'resident-id',
    documentNumber: MARKED.documentNumber,
    phone: MARKED.phone,
    residence: 'in-province',
  };
  await call('privacy', 'giveConsent', { purpose: 'booking', version: 1 });
  await call('identity', 'savePerson', { person });
  const people = [{ person, services: ['passport'] }];
  const wish = { slot: 'city.appointment.2026-11-25.0900', people, phone: MARKED.phone };
  const made = await call('reservations', 'make', wish);
  const { id } = (made as { data: { reservation: Reservation } }).data.reservation;
  await call('reservations', 'make', wish);
  await call('reservations', 'reschedule', { reservation: id, slot: 'city.appointment.2026-11-25.1000' });
  await call('privacy', 'getExport', {});
  await call('standing', 'appeal', { pause: id, reason: MARKED.reason });
  await call('identity', 'removePerson', { id });
  await call('reservations', 'cancel', { reservation: id });

  await driveBySchema(call, id, wish.slot);
  await call('privacy', 'deleteMine', { confirm: 'delete' });
}

type Call = (room: keyof Rooms, operation: string, input: unknown) => Promise<unknown>;

async function driveBySchema(call: Call, id: string, slot: string): Promise<void> {
  // Every operation with inputs of its own schema in which every text is a marked value, good and bad.
  const random = randomness(11);
  const texts = Object.fromEntries(
    [
      'name',
      'documentNumber',
      'phone',
      'reason',
      'code',
      'device',
      'challenge',
      'note',
      'label',
      'text',
      'subject',
    ].map((field) => [
      field,
      field in MARKED ? [MARKED[field as keyof typeof MARKED]] : Object.values(MARKED),
    ]),
  );
  const operations = Object.entries(rooms).flatMap(([room, ofRoom]) =>
    Object.entries(ofRoom as Record<string, Operation>).map(
      ([name, { input }]) => ({ room: room as keyof Rooms, name, input }) as const,
    ),
  );
  for (const { room, name, input } of operations.filter((each) => each.name !== 'deleteMine')) {
    const makeInput = inputsOf(input, { ids: [id], slots: [slot], texts }, random);
    for (let index = 0; index < 12; index += 1) {
      await call(room, name, makeInput(index % 3 === 0 ? 'almost' : 'valid'));
    }
    await call(room, name, { ...MARKED, [MARKED.name]: MARKED.documentNumber });
  }
}

it('no log line, refusal, message, audit entry or table holds a name, number, phone, reason, address or device', async () => {
  const database = await freshHangzhou();
  await driveEverything(await openService(database, NINE, { log }));

  expect(successes.length).toBeGreaterThan(50);
  expect(refusals.length).toBeGreaterThan(50);
  const stored = await everythingStored(database);
  for (const mark of marks) {
    expect(lines.filter((line) => line.includes(mark))).toEqual([]);
    expect(refusals.filter((reply) => reply.includes(mark))).toEqual([]);
    for (const table of ['audit_entry', 'notification']) expect(stored.get(table)).not.toContain(mark);
    for (const [table, text] of stored) {
      // The platform's own subject is what an account is known by, and the owner named the device. What the city says
      // to everybody names funerals as well.
      const told = ['city_document', 'service_facts', 'sign_in'].includes(table);
      const known = (table === 'account' && mark.includes('标记')) || told;
      if (!known) expect({ table, found: text.includes(mark) }).toEqual({ table, found: false });
    }
  }
  const whole = [MARKED.name, MARKED.documentNumber, MARKED.phone];
  expect(successes.filter((reply) => whole.some((mark) => reply.includes(mark)))).toEqual([]);
  await database.close();
});
