import type { DeskDocument } from '../../contract/desk';
import type { Ticket } from '../../contract/tickets';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { emptyHalls, sitDown, someoneNew } from '../../tests/support/queue';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import { withoutFairness } from '../../tests/support/withoutFairness';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';

const hall = 'xihu';
let database: Database;
let service: Service;
let wang: Citizen;
let clerk: Citizen;
let colleague: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, '2026-11-23T09:00:00+08:00');
});
beforeEach(async () => {
  await database.script('truncate document cascade');
  await emptyHalls(database);
  service.setNow('2026-11-23T09:00:00+08:00');
  wang = await service.citizen('wang');
  clerk = await service.staff('xihu:clerk');
  colleague = await service.staff('xihu:clerk:li');
});
afterAll(() => database.close());

type Taken = { position: number; service: 'passport' | 'hkm-permit' };

/** Two people with two services each, all that may be accepted. */
const everything: readonly Taken[] = [0, 1].flatMap((position) =>
  (['passport', 'hkm-permit'] as const).map((service) => ({ position, service })),
);

async function serve(accepted?: readonly Taken[]): Promise<string> {
  const people = [someoneNew(), someoneNew()].map((person) => ({
    person,
    services: ['passport', 'hkm-permit'],
  }));
  const { ticket } = await wang.get<{ ticket: Ticket }>('tickets', 'take', {
    hall,
    people,
    presence: { arriveInMinutes: 0 },
  });
  const window = await sitDown(clerk, 1);
  await window.callNext();
  await window.start(ticket.id);
  await window.complete(ticket.id, accepted === undefined ? {} : { accepted });
  return ticket.id;
}

const key = ({ position, service: of }: Taken) => `${position}:${of}`;
const acceptedOnPhone = async (ticket: string) =>
  (await wang.get<{ ticket: Ticket }>('tickets', 'get', { ticket })).ticket.people.flatMap(
    ({ services }, position) =>
      services
        .filter(({ accepted, promisedOn }) => accepted === true && promisedOn === '2026-12-02')
        .map((each) => key({ position, service: each.service as 'passport' })),
  );
const documents = async () =>
  (await clerk.get<{ documents: DeskDocument[] }>('desk', 'listDocuments', { hall, show: 'accepted' }))
    .documents;
const correct = (by: Citizen, ticket: string, accepted: readonly Taken[]) =>
  by.code('desk', 'correctAcceptance', { hall, ticket, accepted, reason: 'wrong-tap' });

describe('what was accepted by mistake', () => {
  const subsets = Array.from({ length: 16 }, (_, bits) =>
    everything.filter((_each, index) => (bits >> index) & 1),
  );

  it('is put right whatever it was and is to be: phone, documents and audit agree', async () => {
    const ticket = await serve(subsets[5]);
    await wang.get('tickets', 'listMine', {});
    // The next person has been called, and the minute of undo is over.
    service.setNow('2026-11-23T10:00:00+08:00');
    for (const wanted of [...subsets, ...[...subsets].reverse()]) {
      expect(await correct(colleague, ticket, wanted)).toBe('OK');
      expect((await acceptedOnPhone(ticket)).sort()).toEqual(wanted.map(key).sort());
      expect((await documents()).map(({ service: of }) => of).sort()).toEqual(
        wanted.map(({ service: of }) => of).sort(),
      );
    }
    const [last] = await database.rows<{ after: object; actor: string }>(sql`
      select after, actor from audit_entry where city = ${city} and action = 'desk.correctAcceptance'
      order by at desc, id desc limit 1`);
    expect(last?.after).toEqual({ accepted: '', reason: 'wrong-tap' });
    const told = await database.rows(sql`
      select 1 from notification where city = ${city} and kind = 'ticket.corrected'`);
    expect(told.length).toBeGreaterThan(0);
  });

  it('is put right on another day by a lead alone', async () => {
    const ticket = await serve();
    service.setNow('2026-11-24T09:00:00+08:00');

    expect(await correct(clerk, ticket, [])).toBe('LEAD_CORRECTS_LATER');
    expect(await correct(await service.staff('city'), ticket, [])).toBe('NOT_ALLOWED');
    expect(await correct(await service.staff('xihu'), ticket, [])).toBe('OK');
    expect(await documents()).toEqual([]);
  });

  it('stays once its document has moved, and while nobody was served', async () => {
    const ticket = await serve();
    await clerk.get('desk', 'advanceDocuments', { hall, to: 'in-production', by: { ticket } });
    expect(await correct(clerk, ticket, [])).toBe('DOCUMENT_MOVED');
    expect(await documents()).toEqual([]);
    const window = await sitDown(clerk, 1);
    const next = await wang.get<{ ticket: Ticket }>('tickets', 'take', {
      hall,
      people: [{ person: someoneNew(), services: ['passport'] }],
      presence: { arriveInMinutes: 0 },
    });
    expect(await correct(clerk, next.ticket.id, [])).toBe('NOT_POSSIBLE_NOW');
    await window.callNext();
  });

  const nobodyAsked = [
    { position: 0, service: 'hkm-permit' },
    { position: 3, service: 'passport' },
  ];

  it('never holds a service that nobody asked for: both steps name the field', async () => {
    const people = [{ person: someoneNew(), services: ['passport'] }];
    const { entry } = await clerk.get<{ entry: { ticket: string } }>('desk', 'issueTicket', { hall, people });
    const { ticket } = entry;
    const window = await sitDown(clerk, 1);
    await window.callNext();
    await window.start(ticket);
    const right = { position: 0, service: 'passport' };
    const refused = { error: { code: 'INVALID_INPUT', details: { field: 'accepted.1' } } };
    for (const wrong of nobodyAsked) {
      const accepted = [right, wrong];
      expect(await clerk.reply('desk', 'complete', { hall, ticket, accepted })).toMatchObject(refused);
    }
    expect((await window.complete(ticket, { accepted: [right] })).status).toBe('served');
    for (const wrong of nobodyAsked) {
      const correction = { hall, ticket, reason: 'wrong-tap', accepted: [right, wrong] };
      expect(await clerk.reply('desk', 'correctAcceptance', correction)).toMatchObject(refused);
    }
    expect(await documents()).toHaveLength(1);
  });
});
