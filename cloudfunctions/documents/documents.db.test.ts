import type { DeskDocument, desk } from '../../contract/desk';
import type { CitizenDocument } from '../../contract/documents';
import type { OutputOf } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { emptyHalls, sitDown, someoneNew, takeTicket } from '../../tests/support/queue';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { eraseOldData } from '../timers/eraseOldData';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const hall = 'xihu';

let database: Database;
let service: Service;
let wang: Citizen;
let clerk: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
});
beforeEach(async () => {
  await emptyHalls(database);
  service.setNow(MONDAY_NINE);
  wang = await service.citizen('wang');
  clerk = await service.staff('xihu:clerk');
});
afterAll(() => database.close());

type People = Parameters<typeof takeTicket>[1];

/** A ticket that was served: everything on it accepted. */
async function accepted(citizen: Citizen = wang, wish: People = {}, at = hall): Promise<string> {
  const staff = at === hall ? clerk : await service.staff(`${at}:clerk`);
  const window = await sitDown(staff, 1, at);
  const { id } = await takeTicket(citizen, { ...wish, hall: at });
  await window.callNext();
  await window.start(id);
  await window.complete(id);
  return id;
}

const mine = async (citizen = wang) =>
  (await citizen.get<{ documents: CitizenDocument[] }>('documents', 'listMine', {})).documents;
const listed = async (show?: string, more: object = {}) =>
  (
    await clerk.get<OutputOf<typeof desk.listDocuments>>('desk', 'listDocuments', {
      hall,
      ...(show === undefined ? {} : { show }),
      ...more,
    })
  ).documents;
const advance = (to: string, by: object, key?: string) =>
  clerk.get<OutputOf<typeof desk.advanceDocuments>>('desk', 'advanceDocuments', { hall, to, by }, key);
const correct = (document: string, from: string, reason = 'too-early') =>
  clerk.code('desk', 'correctDocument', { hall, document, from, reason });

async function audited(id: string) {
  const rows = await database.rows<{ action: string; before: object; after: object; actor: string }>(sql`
    select action, before, after, actor from audit_entry
    where city = ${city} and subject = ${`document:${id}`} order by at, id`);
  return rows.map(({ action, before, after }) => ({ action, before, after }));
}

async function messages(kind = 'document.ready') {
  return database.rows<{ subject: string; facts: object }>(sql`
    select subject, facts from notification where city = ${city} and kind = ${kind} order by created_at`);
}

describe('a list that is longer than a page', () => {
  const page = (show: string, after?: string) =>
    clerk.get<OutputOf<typeof desk.listDocuments>>('desk', 'listDocuments', {
      hall,
      show,
      limit: 2,
      ...(after === undefined ? {} : { after }),
    });
  const walk = async (show: string, between: (last: DeskDocument) => Promise<unknown> = async () => null) => {
    const seen: string[] = [];
    for (;;) {
      const { documents, hasMore } = await page(show, seen.at(-1));
      seen.push(...documents.map(({ id }) => id));
      const last = documents.at(-1);
      if (!hasMore || last === undefined) return seen;
      await between(last);
    }
  };
  beforeEach(async () => {
    for (const minute of ['00', '20', '40']) {
      service.setNow(`2026-11-23T09:${minute}:00+08:00`);
      await accepted(wang, { people: [someoneNew(), someoneNew(), someoneNew()] });
    }
  });

  it('is shown page by page, each document once and in one order, in every state', async () => {
    const all = (await listed('accepted')).map(({ id }) => id);
    expect(all).toHaveLength(9);
    expect(await walk('accepted')).toEqual(all);
    for (const [index, id] of all.entries()) {
      service.setNow(`2026-11-24T10:${10 + index}:00+08:00`);
      await advance('in-production', { documents: [id] });
      await advance('ready', { documents: [id] });
    }
    expect(await walk('ready')).toEqual(all);
    for (const [index, id] of all.entries()) {
      service.setNow(`2026-11-25T10:${10 + index}:00+08:00`);
      await advance('collected', { documents: [id] });
    }
    expect(await walk('collected')).toEqual([...all].reverse());
  });

  it('goes on behind a document that was moved on between two pages', async () => {
    const all = (await listed('accepted')).map(({ id }) => id);
    const walked = await walk('accepted', ({ id }) => advance('in-production', { documents: [id] }));
    expect(walked).toEqual(all);
  });

  it('is searched page by page too', async () => {
    const { documents, hasMore } = await page('accepted');
    const found = await clerk.get<OutputOf<typeof desk.listDocuments>>('desk', 'listDocuments', {
      hall,
      text: documents[0]!.receipt,
      limit: 1,
    });
    expect([hasMore, found.documents.map(({ id }) => id), found.hasMore]).toEqual([
      true,
      [documents[0]!.id],
      false,
    ]);
  });
});

describe('a document', () => {
  it('is followed by its owner from acceptance to collection, with the dates', async () => {
    const ticket = await accepted();
    const [first] = await mine();
    expect(first).toMatchObject({
      status: 'accepted',
      acceptedOn: '2026-11-23',
      promisedOn: '2026-12-02',
      provisional: false,
      overdue: false,
      hall,
    });
    expect(first!.receipt).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);

    service.setNow('2026-11-27T10:00:00+08:00');
    await advance('in-production', { ticket });
    service.setNow('2026-12-01T10:00:00+08:00');
    await advance('ready', { receipts: [first!.receipt.toLowerCase()] });
    service.setNow('2026-12-04T11:00:00+08:00');
    await advance('collected', { documents: [first!.id] });

    expect(await mine()).toEqual([
      {
        ...first,
        status: 'collected',
        readySince: '2026-12-01T02:00:00.000Z',
        collectedAt: '2026-12-04T03:00:00.000Z',
      },
    ]);
    expect(await audited(first!.id)).toEqual([
      {
        action: 'desk.advanceDocuments',
        before: { status: 'accepted' },
        after: { status: 'in-production' },
      },
      { action: 'desk.advanceDocuments', before: { status: 'in-production' }, after: { status: 'ready' } },
      { action: 'desk.advanceDocuments', before: { status: 'ready' }, after: { status: 'collected' } },
    ]);
  });

  it('keeps the day that was promised when it was accepted, "about" when no notice reached so far', async () => {
    service.setNow('2026-12-29T09:00:00+08:00');
    await accepted();

    expect((await mine())[0]).toMatchObject({ promisedOn: '2027-01-08', provisional: true });
  });

  it('is nobody else’s to see, masked even to its owner', async () => {
    await accepted(wang, { people: [someoneNew({ name: '欧阳修文' })] });
    const li = await service.citizen('li');

    expect(await mine(li)).toEqual([]);
    expect(JSON.stringify(await mine())).not.toContain('欧阳修文');
    expect((await mine())[0]!.name).toMatch(/\*/);
    expect(await clerk.code('documents', 'listMine', {})).toBe('NOT_ALLOWED');
  });

  it('comes from what was accepted only, and goes with the acceptance that is undone', async () => {
    const window = await sitDown(clerk, 1);
    const { id } = await takeTicket(wang, { people: [someoneNew(), someoneNew()] });
    await window.callNext();
    await window.start(id);
    await window.complete(id, { accepted: [{ position: 1, service: 'passport' }] });
    expect(await mine()).toHaveLength(1);

    await window.undo(id);
    expect(await mine()).toEqual([]);

    await window.complete(id);
    expect(await mine()).toHaveLength(2);
    await advance('in-production', { ticket: id });
    expect(await clerk.code('desk', 'undo', { hall, ticket: id })).toBe('DOCUMENT_MOVED');
    expect((await mine()).map(({ status }) => status)).toEqual(['in-production', 'in-production']);
  });
});

describe('many at once', () => {
  it('move those in the state before, name the others, and know no other hall’s', async () => {
    const [one, two] = [await accepted(), await accepted()];
    await accepted(wang, {}, 'city');
    const all = await mine();
    const elsewhere = all.find((each) => each.hall === 'city')!;
    await advance('in-production', { ticket: one });

    const receipts = [...all.map(({ receipt }) => receipt), 'ZZZZ2222'];
    const done = await advance('ready', { receipts });

    expect(done.documents).toHaveLength(1);
    expect(done.unmoved.map(({ status }) => status)).toEqual(['accepted']);
    expect([...done.unknown].sort()).toEqual([elsewhere.receipt, 'ZZZZ2222'].sort());
    expect((await mine()).find(({ id }) => id === elsewhere.id)?.status).toBe('accepted');
    expect(await clerk.code('desk', 'advanceDocuments', { hall, to: 'ready', by: { ticket: two } })).toBe(
      'OK',
    );
    const missing = { hall, to: 'ready', by: { ticket: '01999999-0000-7000-8000-000000000000' } };
    expect(await clerk.code('desk', 'advanceDocuments', missing)).toBe('NOT_FOUND');
  });

  it('move once when a phone sends them twice, even after a correction in between', async () => {
    const ticket = await accepted();
    const [{ id } = { id: '' }] = await mine();
    const first = await advance('in-production', { ticket }, 'step-key-1');
    expect(await advance('in-production', { ticket }, 'step-key-1')).toEqual(first);
    expect(await audited(id)).toHaveLength(1);

    expect(await correct(id, 'in-production')).toBe('OK');
    expect(await advance('in-production', { ticket }, 'step-key-1')).toEqual(first);
    expect((await mine())[0]).toMatchObject({ status: 'accepted' });
    const other = { hall, to: 'ready', by: { ticket } };
    expect(await clerk.code('desk', 'advanceDocuments', other, 'step-key-1')).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('a mistake', () => {
  it('goes back one step with a reason, from the state that was seen', async () => {
    const ticket = await accepted();
    const [{ id } = { id: '' }] = await mine();
    for (const to of ['in-production', 'ready', 'collected']) await advance(to, { ticket });

    expect(await correct(id, 'ready')).toBe('DOCUMENT_MOVED');
    expect(await correct(id, 'collected', 'wrong-document')).toBe('OK');
    expect((await mine())[0]).toMatchObject({ status: 'ready', readySince: expect.any(String) });
    expect(await correct(id, 'ready', 'defective')).toBe('OK');
    expect((await mine())[0]!.readySince).toBeUndefined();
    expect(await correct(id, 'in-production')).toBe('OK');

    expect((await mine())[0]!.status).toBe('accepted');
    expect((await audited(id)).slice(3)).toEqual([
      {
        action: 'desk.correctDocument',
        before: { status: 'collected' },
        after: { status: 'ready', reason: 'wrong-document' },
      },
      {
        action: 'desk.correctDocument',
        before: { status: 'ready' },
        after: { status: 'in-production', reason: 'defective' },
      },
      {
        action: 'desk.correctDocument',
        before: { status: 'in-production' },
        after: { status: 'accepted', reason: 'too-early' },
      },
    ]);
    expect(
      await clerk.code('desk', 'correctDocument', {
        hall,
        document: id,
        from: 'accepted',
        reason: 'too-early',
      }),
    ).toBe('INVALID_INPUT');
  });

  it('cannot be made at another hall', async () => {
    await accepted(wang, {}, 'city');
    const [{ id } = { id: '' }] = await mine();

    expect(await correct(id, 'ready')).toBe('NOT_FOUND');
  });
});

describe('the hall’s list', () => {
  it('has the late ones first, and counts them', async () => {
    await accepted();
    service.setNow('2026-11-25T09:00:00+08:00');
    await accepted();
    const [late, later] = (await mine()).map(({ id }) => id);
    service.setNow('2026-12-02T18:00:00+08:00');
    expect(await listed()).toEqual([]);

    service.setNow('2026-12-03T09:00:00+08:00');
    expect((await listed()).map(({ id, overdue }) => [id, overdue])).toEqual([[late, true]]);
    expect((await listed('accepted')).map(({ id, overdue }) => [id, overdue])).toEqual([
      [late, true],
      [later, false],
    ]);
    expect((await mine())[0]).toMatchObject({ id: late, overdue: true });
    const { counts } = await clerk.get<OutputOf<typeof desk.listDocuments>>('desk', 'listDocuments', {
      hall,
    });
    expect(counts).toEqual({ overdue: 1, accepted: 2, 'in-production': 0, ready: 0 });

    await advance('in-production', { documents: [late] });
    await advance('ready', { documents: [late] });
    expect(await listed()).toEqual([]);
    expect((await listed('ready'))[0]).toMatchObject({ id: late, overdue: false });
  });

  it('is searched by receipt, ticket number, name and last characters, wherever a document is', async () => {
    const person = someoneNew({ name: '司马相如' });
    const ticket = await accepted(wang, { people: [person] });
    await accepted(wang, { people: [someoneNew({ name: '卓文君' })] });
    for (const to of ['in-production', 'ready', 'collected']) await advance(to, { ticket });
    const receipt = (await mine()).find(({ status }) => status === 'collected')!.receipt;
    const found = async (text: string) => (await listed('overdue', { text })).map((each) => each.receipt);

    expect(await found(receipt.slice(0, 5).toLowerCase())).toEqual([receipt]);
    expect(await found('司马')).toEqual([receipt]);
    expect(await found(person.documentNumber.slice(-5))).toEqual([receipt]);
    expect(await found('B002')).toHaveLength(1);
    expect(await found('诸葛')).toEqual([]);
    const shown: DeskDocument[] = await listed('collected');
    expect(JSON.stringify(shown)).not.toContain('司马相如');
    expect(JSON.stringify(shown)).not.toContain(person.documentNumber);
  });
});

describe('the message that it is ready', () => {
  it('goes out once for a ticket’s documents together, and not again after a correction', async () => {
    const ticket = await accepted(wang, { people: [someoneNew(), someoneNew()] });
    await advance('in-production', { ticket });
    expect(await messages()).toEqual([]);
    await advance('ready', { ticket });
    const [{ id } = { id: '' }] = await mine();
    await correct(id, 'ready');
    await advance('ready', { documents: [id] });

    expect(await messages()).toEqual([{ subject: `ticket:${ticket}`, facts: { hall } }]);
    const reply = await wang.get<{ messages: { kind: string; text: { zh: string } }[] }>(
      'messages',
      'listMine',
      {},
    );
    expect(reply.messages[0]).toMatchObject({ kind: 'document.ready', page: 'guide/documents/index' });
  });

  it('has nobody to go to when staff gave out the ticket', async () => {
    const window = await sitDown(clerk, 1);
    const people = [{ person: someoneNew(), services: ['passport'] }];
    const issued = await clerk.get<{ entry: { ticket: string } }>('desk', 'issueTicket', { hall, people });
    const { ticket } = issued.entry;
    await window.callNext();
    await window.start(ticket);
    await window.complete(ticket);
    await advance('in-production', { ticket });

    expect((await advance('ready', { ticket })).documents).toHaveLength(1);
    expect(await messages()).toEqual([]);
  });
});

describe('personal data', () => {
  it('is in the copy, cannot be deleted while the document is awaited, and can afterwards', async () => {
    const owner = await service.citizen('owner');
    const ticket = await accepted(owner);
    const copy = await owner.get<{ sections: Record<string, object[]> }>('privacy', 'getExport', {});
    expect(copy.sections.document).toMatchObject([
      { ticket_id: ticket, status: 'accepted', service: 'passport' },
    ]);

    expect(await owner.code('privacy', 'deleteMine', { confirm: 'delete' })).toBe('DATA_STILL_NEEDED');
    for (const to of ['in-production', 'ready', 'collected']) await advance(to, { ticket });

    expect(await owner.code('privacy', 'deleteMine', { confirm: 'delete' })).toBe('OK');
    const [row] = await database.rows<{ sealed: string; status: string }>(sql`
      select sealed, status from document_entry where city = ${city} and ticket_id = ${ticket}`);
    expect(row).toEqual({ sealed: '', status: 'collected' });
  });

  it('outlives the retention of its visit only while it is awaited, and then goes too', async () => {
    const [waiting, done] = [await accepted(), await accepted()];
    await database.rows(sql`
      update ticket_person set promised_on = '2026-12-02' where city = ${city} and ticket_id = ${waiting}`);
    for (const to of ['in-production', 'ready', 'collected']) await advance(to, { ticket: done });
    const kept = async (now: string) => {
      await eraseOldData(service.dependencies, city, new Date(now));
      const rows = await database.rows<{ ticket_id: string }>(sql`
        select ticket_id from document_entry where city = ${city} and sealed <> ''`);
      return rows.map(({ ticket_id }) => ticket_id);
    };

    expect(await kept('2027-02-21T08:59:00+08:00')).toEqual(expect.arrayContaining([waiting, done]));
    expect(await kept('2027-02-21T09:00:01+08:00')).toEqual([waiting]);
    expect(await kept('2027-03-02T09:00:00+08:00')).toEqual([waiting]);
    expect(await kept('2027-03-03T09:00:00+08:00')).toEqual([]);
  });
});
