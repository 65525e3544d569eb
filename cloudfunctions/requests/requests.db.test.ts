import type { Company, Request, ReviewedRequest } from '../../contract/requests';
import { PART_BYTES_UP } from '../../contract/requests';
import type { Reservation } from '../../contract/reservations';
import { everythingStored } from '../../tests/support/everythingStored';
import { aJpeg, aPdf } from '../../tests/support/evidenceFiles';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { memoryStorage } from '../../tests/support/memoryStorage';
import { aPerson } from '../../tests/support/people';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';
import { deleteEvidence } from '../timers/deleteEvidence';
import { eraseOldData } from '../timers/eraseOldData';
import { settleRequests } from '../timers/settleRequests';

const TUESDAY_NINE = '2026-11-24T09:00:00+08:00';
const hall = 'city';
const SLOT = 'city.urgent.2026-11-25.0900';
const phone = '13812345678';

let database: Database;
let service: Service;
let wang: Citizen;
let li: Citizen;
let lead: Citizen;
let serial = 70_000;
const files = memoryStorage();

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, TUESDAY_NINE, { files });
});
let round = 0;
beforeEach(async () => {
  round += 1;
  service.setNow(TUESDAY_NINE);
  [wang, li] = await Promise.all([service.citizen(`wang${round}`), service.citizen(`li${round}`)]);
  lead = await service.staff(hall);
  // The special lanes have few seats: what earlier tests took is free again.
  await database.rows(
    sql`update slot set booked = 0 where city = ${city} and lane in ('urgent', 'enterprise')`,
  );
});
afterAll(() => database.close());

async function upload(by: Citizen, bytes = aPdf()): Promise<string> {
  const evidence = newId();
  const input = { evidence, part: 0, parts: 1, data: bytes.toString('base64') };
  await by.get('requests', 'uploadEvidence', input);
  return evidence;
}

const someone = () => {
  serial += 1;
  return aPerson(serial, { name: '王急事' });
};

interface Wish {
  readonly kind?: 'urgent' | 'enterprise';
  readonly reason?: string;
  readonly people?: readonly ReturnType<typeof aPerson>[];
  readonly evidence?: readonly string[];
  readonly statement?: string;
  readonly company?: string;
  readonly letter?: { readonly from: string; readonly until: string };
}

async function wishOf(by: Citizen, wish: Wish = {}) {
  const { kind = 'urgent', reason = 'funeral', people = [someone()], ...rest } = wish;
  return {
    kind,
    reason,
    hall,
    people: people.map((person) => ({ person, services: ['passport'] })),
    evidence: wish.evidence ?? [await upload(by)],
    ...rest,
  };
}

async function submit(by: Citizen, wish: Wish = {}): Promise<Request> {
  const { request } = await by.get<{ request: Request }>('requests', 'submit', await wishOf(by, wish));
  return request;
}

async function decide(
  request: string,
  decision: 'approved' | 'refused',
  note = '',
): Promise<ReviewedRequest> {
  const decided = { hall, request, decision, note };
  return (await lead.get<{ request: ReviewedRequest }>('desk', 'review', decided)).request;
}

const statusOf = async (by: Citizen, request: string) =>
  (await by.get<{ request: Request }>('requests', 'get', { request })).request.status;

const booking = (person: object, request: string | undefined, slot = SLOT) => ({
  slot,
  people: [{ person, services: ['passport'] }],
  phone,
  ...(request === undefined ? {} : { request }),
});

const book = async (by: Citizen, person: object, request: string, slot = SLOT) =>
  (await by.get<{ reservation: Reservation }>('reservations', 'make', booking(person, request, slot)))
    .reservation;

const audited = async (action: string) =>
  (await database.rows(sql`select 1 from audit_entry where city = ${city} and action = ${action}`)).length;

describe('an urgent request', () => {
  it('goes from its reason to a seat in the urgent lane, ready after five working days', async () => {
    const person = someone();
    const { reasons, limits } = await wang.get<{
      reasons: { reason: string; proofs: { zh: string }[] }[];
      limits: { partBytes: number };
    }>('requests', 'listReasons', { kind: 'urgent' });
    expect(reasons.find(({ reason }) => reason === 'funeral')?.proofs[0]?.zh).toContain('死亡证明');
    expect(limits.partBytes).toBe(PART_BYTES_UP);

    const sent = await submit(wang, { people: [person], statement: '奔丧' });
    expect(sent).toMatchObject({ status: 'submitted', dueAt: '2026-11-25T09:00:00.000Z', statement: '奔丧' });
    expect(sent.people[0]?.name).toBe('王*事');
    expect(await wang.code('reservations', 'make', booking(person, sent.id))).toBe('REQUEST_NOT_APPROVED');

    const decided = await decide(sent.id, 'approved', '请带原件');
    expect(decided).toMatchObject({
      status: 'approved',
      note: '请带原件',
      expiresAt: '2026-12-08T01:00:00.000Z',
    });

    const visit = await book(wang, person, sent.id);
    expect(visit).toMatchObject({ lane: 'urgent', promisedOn: '2026-12-02', promiseProvisional: false });
    const used = await wang.get<{ request: Request }>('requests', 'get', { request: sent.id });
    expect(used.request).toMatchObject({ status: 'used', reservation: visit.id, note: '请带原件' });
  });

  it('tells its citizen that it is decided', async () => {
    const { id } = await submit(wang);
    await decide(id, 'refused', '材料不清楚');

    const told = await database.rows<{ kind: string }>(sql`
      select kind from notification where city = ${city} and subject = ${`request:${id}`}`);
    expect(told).toEqual([{ kind: 'request.decided' }]);
  });

  it('opens its lane once, and again when the visit is cancelled', async () => {
    const person = someone();
    const { id } = await submit(wang, { people: [person] });
    await decide(id, 'approved');
    const visit = await book(wang, person, id);
    const again = booking(someone(), id, 'city.urgent.2026-11-25.1000');
    expect(await wang.code('reservations', 'make', again)).toBe('REQUEST_NOT_APPROVED');

    await wang.get('reservations', 'cancel', { reservation: visit.id });

    expect(await statusOf(wang, id)).toBe('approved');
    service.setNow('2026-11-24T09:30:00+08:00');
    expect((await book(wang, person, id, 'city.urgent.2026-11-26.1000')).lane).toBe('urgent');
  });

  it('answers a repeated booking with the first visit', async () => {
    const person = someone();
    const { id } = await submit(wang, { people: [person] });
    await decide(id, 'approved');
    const input = booking(person, id);
    const first = await wang.get<{ reservation: Reservation }>(
      'reservations',
      'make',
      input,
      'booking-key-1',
    );
    const second = await wang.get<{ reservation: Reservation }>(
      'reservations',
      'make',
      input,
      'booking-key-1',
    );

    expect(second.reservation.id).toBe(first.reservation.id);
  });

  it('opens nothing for other people, other accounts, other lanes or without a request', async () => {
    const person = someone();
    const { id } = await submit(wang, { people: [person] });
    await decide(id, 'approved');

    expect(await wang.code('reservations', 'make', booking(someone(), id))).toBe('PERSON_NOT_IN_REQUEST');
    expect(await li.code('reservations', 'make', booking(person, id))).toBe('NOT_FOUND');
    const enterprise = booking(person, id, 'city.enterprise.2026-11-25.0900');
    expect(await wang.code('reservations', 'make', enterprise)).toBe('LANE_NEEDS_APPROVAL');
    expect(await wang.code('reservations', 'make', booking(person, undefined))).toBe('LANE_NEEDS_APPROVAL');
    const ordinary = booking(person, id, 'city.appointment.2026-11-25.0900');
    expect(await wang.code('reservations', 'make', ordinary)).toBe('INVALID_INPUT');
    const seats = await database.rows(sql`
      select 1 from reservation where city = ${city} and lane = 'urgent' and status = 'booked' and account_id in (
        select account_id from request where id = ${id})`);
    expect(seats).toEqual([]);
    expect(await statusOf(wang, id)).toBe('approved');
  });

  it('needs proof that has arrived, is its own and is not with another request', async () => {
    const own = await upload(wang);
    const unfinished = newId();
    const half = { evidence: unfinished, part: 0, parts: 2, data: aJpeg().toString('base64') };
    await wang.get('requests', 'uploadEvidence', half);
    const code = async (evidence: string[]) =>
      wang.code('requests', 'submit', await wishOf(wang, { evidence }));

    expect(await code([])).toBe('EVIDENCE_NEEDED');
    expect(await code([unfinished])).toBe('EVIDENCE_UNFINISHED');
    expect(await code([await upload(li)])).toBe('EVIDENCE_UNFINISHED');
    expect(await code(Array.from({ length: 6 }, newId))).toBe('EVIDENCE_TOO_MANY');
    expect(await code([own])).toBe('OK');
    expect(await code([own])).toBe('EVIDENCE_UNFINISHED');
    expect(await wang.code('requests', 'removeEvidence', { evidence: own })).toBe('EVIDENCE_IN_USE');
  });

  it('is sent once however often the phone tries, and few stand open at once', async () => {
    const wish = await wishOf(wang);
    const first = await wang.get<{ request: Request }>('requests', 'submit', wish, 'request-key-1');
    const second = await wang.get<{ request: Request }>('requests', 'submit', wish, 'request-key-1');
    expect(second.request.id).toBe(first.request.id);
    for (let more = 0; more < 4; more += 1) await submit(wang);

    expect(await wang.code('requests', 'submit', await wishOf(wang))).toBe('TOO_MANY_REQUESTS_OPEN');
    const { requests } = await wang.get<{ requests: Request[] }>('requests', 'listMine', {});
    expect(requests).toHaveLength(5);
  });

  it('is refused, appealed once with a better paper, and decided again', async () => {
    const { id } = await submit(wang);
    await decide(id, 'refused', '看不清');
    service.setNow('2026-11-25T10:00:00+08:00');
    const appeal = { request: id, reason: '重新拍了照片', evidence: [await upload(wang, aJpeg())] };
    const key = 'appeal-key-1';
    const appealed = await wang.get<{ request: Request }>('requests', 'appeal', appeal, key);
    expect(appealed.request).toMatchObject({ status: 'appealed', dueAt: '2026-11-26T09:00:00.000Z' });
    expect(appealed.request.evidence).toHaveLength(2);
    expect(await wang.code('requests', 'appeal', appeal, key)).toBe('OK');
    const { request } = await lead.get<{ request: ReviewedRequest }>('desk', 'getRequest', {
      hall,
      request: id,
    });
    expect(request.appeal).toBe('重新拍了照片');

    await decide(id, 'refused');

    const twice = { request: id, reason: '再看一次' };
    expect(await wang.code('requests', 'appeal', twice)).toBe('NOTHING_TO_APPEAL');
  });

  it('is taken back with its files, and nothing can be done with it then', async () => {
    const evidence = await upload(wang);
    const { id } = await submit(wang, { evidence: [evidence] });
    expect(files.kept.has(`${city}/${evidence}`)).toBe(true);

    await wang.get('requests', 'withdraw', { request: id });
    await wang.get('requests', 'withdraw', { request: id });

    expect(files.kept.has(`${city}/${evidence}`)).toBe(false);
    expect(await statusOf(wang, id)).toBe('withdrawn');
    expect(await lead.code('desk', 'review', { hall, request: id, decision: 'approved' })).toBe(
      'REQUEST_OVER',
    );
    expect(await wang.code('requests', 'appeal', { request: id, reason: '不行' })).toBe('NOTHING_TO_APPEAL');
  });
});

describe('the hall', () => {
  it('sees what is overdue first, how old everything is, and opens a file with a note of who looked', async () => {
    await database.rows(sql`
      update request set status = 'withdrawn' where city = ${city} and status in ('submitted', 'appealed')`);
    const old = await submit(wang);
    service.setNow('2026-11-25T18:00:00+08:00');
    const young = await submit(li);
    const list = await lead.get<{ requests: ReviewedRequest[]; overdue: number; undecided: number }>(
      'desk',
      'listRequests',
      { hall },
    );
    expect(list).toMatchObject({ overdue: 1, undecided: 2 });
    expect(list.requests.map(({ id, overdue }) => [id, overdue])).toEqual([
      [old.id, true],
      [young.id, false],
    ]);
    expect(list.requests[0]?.ageMinutes).toBe(33 * 60);

    const before = await audited('desk.openEvidence');
    const look = { hall, request: old.id, evidence: old.evidence[0]?.id };
    const part = await lead.get<{ data: string; mediaType: string }>('desk', 'openEvidence', look);
    expect(Buffer.from(part.data, 'base64').equals(aPdf())).toBe(true);
    expect(await audited('desk.openEvidence')).toBe(before + 1);

    await decide(old.id, 'refused');
    const decided = await lead.get<{ requests: ReviewedRequest[] }>('desk', 'listRequests', {
      hall,
      show: 'decided',
    });
    expect(decided.requests[0]?.id).toBe(old.id);
  });

  it('decides once for each key, and never for itself', async () => {
    const { id } = await submit(wang);
    const input = { hall, request: id, decision: 'approved' };
    await lead.get('desk', 'review', input, 'review-key-1');
    await lead.get('desk', 'review', input, 'review-key-1');
    expect(await lead.code('desk', 'review', { ...input, decision: 'refused' })).toBe('REQUEST_OVER');

    const [staff] = await database.rows<{ id: string }>(sql`
      select id from account where city = ${city} and subject = ${`demo-staff:${hall}`}`);
    const { id: own } = await submit(li);
    await database.rows(sql`update request set account_id = ${staff?.id} where id = ${own}`);
    expect(await lead.code('desk', 'review', { ...input, request: own })).toBe('NOT_ALLOWED');
  });
});

describe('an enterprise request', () => {
  const creditCode = '91330100799655058B';

  async function aCompany(by: Citizen): Promise<Company> {
    const input = { name: '杭州示例有限公司', creditCode };
    return (await by.get<{ company: Company }>('requests', 'saveCompany', input)).company;
  }

  it('with an approved letter opens visits for several employees without another review', async () => {
    const company = await aCompany(wang);
    const letter = { from: '2026-11-01', until: '2026-12-31' };
    const asked = { kind: 'enterprise', reason: 'confirmation-letter', company: company.id } as const;
    expect(await wang.code('requests', 'submit', await wishOf(wang, { ...asked, evidence: [] }))).toBe(
      'EVIDENCE_NEEDED',
    );
    const first = await submit(wang, { ...asked, letter });
    await decide(first.id, 'approved');

    const { code } = await wang.get<{ code: string }>('requests', 'inviteToCompany', { company: company.id });
    await li.get('requests', 'joinCompany', { code });
    expect(
      await service.citizen('third').then((third) => third.code('requests', 'joinCompany', { code })),
    ).toBe('CODE_NOT_GOOD');
    const people = [someone(), someone(), someone()];
    const covered = await submit(li, { ...asked, people, evidence: [] });
    expect(covered).toMatchObject({
      status: 'approved',
      coveredByLetter: true,
      company: { name: company.name },
    });

    const { reservation } = await li.get<{ reservation: Reservation }>('reservations', 'make', {
      slot: 'city.enterprise.2026-11-26.0900',
      people: people.map((person) => ({ person, services: ['passport'] })),
      phone,
      request: covered.id,
    });
    expect(reservation).toMatchObject({ lane: 'enterprise', promisedOn: '2026-12-03' });
    expect(reservation.people).toHaveLength(3);
  });

  it('counts on no letter that is refused, withdrawn, over, or of another company', async () => {
    const company = await aCompany(wang);
    const asked = { kind: 'enterprise', reason: 'confirmation-letter', company: company.id } as const;
    const withoutFiles = async () =>
      wang.code('requests', 'submit', await wishOf(wang, { ...asked, evidence: [] }));
    const letter = { from: '2026-11-01', until: '2026-11-24' };
    const first = await submit(wang, { ...asked, letter });
    await decide(first.id, 'refused');
    expect(await withoutFiles()).toBe('EVIDENCE_NEEDED');
    const second = await submit(wang, { ...asked, letter });
    expect(await decide(second.id, 'approved')).toMatchObject({ expiresAt: '2026-11-24T16:00:00.000Z' });
    service.setNow('2026-11-25T09:00:00+08:00');
    expect(await withoutFiles()).toBe('EVIDENCE_NEEDED');
    service.setNow(TUESDAY_NINE);
    await wang.get('requests', 'withdraw', { request: second.id });
    expect(await withoutFiles()).toBe('EVIDENCE_NEEDED');
    const other = await aCompany(li);
    const foreign = await wishOf(wang, { ...asked, company: other.id, evidence: [] });
    expect(await wang.code('requests', 'submit', foreign)).toBe('NOT_FOUND');
  });

  it('belongs to its owner, who takes colleagues out again', async () => {
    const company = await aCompany(wang);
    const { code } = await wang.get<{ code: string }>('requests', 'inviteToCompany', { company: company.id });
    await li.get('requests', 'joinCompany', { code });
    expect(await li.code('requests', 'inviteToCompany', { company: company.id })).toBe('NOT_FOUND');
    expect(await li.code('requests', 'saveCompany', { id: company.id, name: '我的公司', creditCode })).toBe(
      'NOT_FOUND',
    );
    const [mine] = (await wang.get<{ companies: Company[] }>('requests', 'listCompanies', {})).companies;
    expect(mine?.colleagues).toHaveLength(1);

    await wang.get('requests', 'leaveCompany', { company: company.id, colleague: mine?.colleagues[0]?.id });

    expect((await li.get<{ companies: Company[] }>('requests', 'listCompanies', {})).companies).toEqual([]);
    expect(
      (await wang.get<{ companies: Company[] }>('requests', 'listCompanies', {})).companies,
    ).toHaveLength(1);
    expect(
      await wang.code('requests', 'saveCompany', { name: '甲乙公司', creditCode: '91330100799655058A' }),
    ).toBe('COMPANY_CODE_INVALID');
  });
});

describe('time', () => {
  it('ends what was approved and not used, what nobody decided, and flags what is overdue', async () => {
    const person = someone();
    const approved = await submit(wang, { people: [person] });
    await decide(approved.id, 'approved');
    const forgotten = await submit(li);

    await settleRequests(service.dependencies, city, new Date('2026-11-26T09:00:00+08:00'));
    const [flagged] = await database.rows<{ overdue_at: Date | null; status: string }>(sql`
      select overdue_at, status from request where id = ${forgotten.id}`);
    expect(flagged).toMatchObject({ status: 'submitted', overdue_at: expect.anything() });

    await settleRequests(service.dependencies, city, new Date('2026-12-25T09:00:00+08:00'));
    expect(await statusOf(wang, approved.id)).toBe('expired');
    expect(await statusOf(li, forgotten.id)).toBe('expired');
    expect(await wang.code('reservations', 'make', booking(person, approved.id))).toBe(
      'REQUEST_NOT_APPROVED',
    );
    expect(await settleRequests(service.dependencies, city, new Date('2026-12-25T09:00:00+08:00'))).toBe(0);
  });

  it('does not open a lane after the last moment, even before the timer has run', async () => {
    const person = someone();
    const { id } = await submit(wang, { people: [person] });
    await decide(id, 'approved');
    await database.rows(sql`update request set expires_at = ${new Date(TUESDAY_NINE)} where id = ${id}`);

    expect(await wang.code('reservations', 'make', booking(person, id))).toBe('REQUEST_NOT_APPROVED');
  });

  it('really deletes files: after the retention, of uploads that nobody used, and what a fault left', async () => {
    const evidence = await upload(wang);
    const { id } = await submit(wang, { evidence: [evidence] });
    await decide(id, 'refused');
    const unused = await upload(li);
    const kept = () => [evidence, unused].map((each) => files.kept.has(`${city}/${each}`));
    const run = (instant: string) => deleteEvidence(service.dependencies, city, new Date(instant));

    await run('2026-11-25T08:00:00+08:00');
    expect(kept()).toEqual([true, true]);
    await run('2026-11-25T09:30:00+08:00');
    expect(kept()).toEqual([true, false]);

    const { remove } = files;
    files.remove = () => Promise.reject(new Error('The disk is away.'));
    await expect(run('2026-12-24T09:30:00+08:00')).rejects.toThrow('away');
    const [row] = await database.rows<{ key_sealed: string }>(sql`
      select key_sealed from evidence where id = ${evidence}`);
    expect([row?.key_sealed, kept()[0]]).toEqual(['', true]);
    files.remove = remove;
    await run('2026-12-24T09:45:00+08:00');

    expect(kept()).toEqual([false, false]);
    const left = await database.rows(sql`select 1 from evidence where id in (${evidence}, ${unused})`);
    expect(left).toEqual([]);
  });

  it('erases whom and what a request was about, and keeps that it was decided', async () => {
    const { id } = await submit(wang, { statement: '一段说明' });
    await decide(id, 'refused', '一段答复');
    await eraseOldData(service.dependencies, city, new Date('2027-03-01T09:00:00+08:00'));

    const { request } = await wang.get<{ request: Request }>('requests', 'get', { request: id });
    expect(request).toMatchObject({ status: 'refused', statement: '' });
    expect(request.people[0]?.documentNumber).toBe('');
    expect(request.note).toBeUndefined();
  });
});

describe('who may see what', () => {
  it('every role over every object: only the owner, and those who may decide at its hall', async () => {
    const evidence = await upload(wang);
    const { id } = await submit(wang, { evidence: [evidence], statement: '家事' });
    const citizens: Record<string, Citizen> = { owner: wang, other: li };
    for (const [name, citizen] of Object.entries(citizens)) {
      const expected = name === 'owner' ? 'OK' : 'NOT_FOUND';
      const codes = [
        await citizen.code('requests', 'get', { request: id }),
        await citizen.code('requests', 'getEvidence', { evidence }),
      ];
      expect([name, codes]).toEqual([name, [expected, expected]]);
    }
    const listed = await li.get<{ requests: Request[] }>('requests', 'listMine', {});
    expect(listed.requests.map((each) => each.id)).not.toContain(id);
    for (const [operation, input] of [
      ['withdraw', { request: id }],
      ['appeal', { request: id, reason: '不是我的' }],
      ['removeEvidence', { evidence }],
      ['uploadEvidence', { evidence, part: 0, parts: 1, data: aPdf().toString('base64') }],
    ] as const) {
      expect([operation, await li.code('requests', operation, input)]).toEqual([operation, 'NOT_FOUND']);
    }

    const posts = [
      ['city', hall, 'OK'],
      ['*', hall, 'OK'],
      ['city:clerk', hall, 'NOT_ALLOWED'],
      ['xihu', hall, 'NOT_ALLOWED'],
      ['xihu:clerk', hall, 'NOT_ALLOWED'],
      // Their own hall, but not the request's.
      ['xihu', 'xihu', 'NOT_FOUND'],
      ['*', 'xihu', 'NOT_FOUND'],
    ] as const;
    for (const [post, at, expected] of posts) {
      const staff = await service.staff(post);
      const codes = [
        await staff.code('desk', 'getRequest', { hall: at, request: id }),
        await staff.code('desk', 'openEvidence', { hall: at, request: id, evidence }),
      ];
      expect([post, at, codes]).toEqual([post, at, [expected, expected]]);
      // As citizens, staff see nothing of it either.
      expect(await staff.code('requests', 'getEvidence', { evidence })).toBe('NOT_ALLOWED');
      const list = await staff.reply('desk', 'listRequests', { hall: at });
      expect(JSON.stringify(list).includes(id)).toBe(expected === 'OK');
    }
    const xihu = await service.staff('xihu');
    expect(await xihu.code('desk', 'review', { hall: 'xihu', request: id, decision: 'approved' })).toBe(
      'NOT_FOUND',
    );

    const { id: another } = await submit(li);
    const crossed = { hall, request: another, evidence };
    expect(await lead.code('desk', 'openEvidence', crossed)).toBe('NOT_FOUND');
    const stranger = await service.call('desk', 'openEvidence', { hall, request: id, evidence });
    expect(stranger).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
    expect(await service.call('requests', 'getEvidence', { evidence })).toMatchObject({
      error: { code: 'NOT_SIGNED_IN' },
    });
    expect(await statusOf(wang, id)).toBe('submitted');
  });

  it('who steals the database reads no name, number, statement or file', async () => {
    await submit(wang, { statement: '绝不外传的说明' });
    const stored = [...(await everythingStored(database)).values()].join('\n');

    expect(stored).not.toMatch(/绝不外传|王急事|%PDF/);
    expect(stored).not.toContain(aPerson(serial).documentNumber);
  });

  it('the copy of one’s data holds requests and files, and deleting it ends them', async () => {
    const evidence = await upload(wang);
    const { id } = await submit(wang, { evidence: [evidence], statement: '说明' });
    const { sections } = await wang.get<{ sections: Record<string, { id?: string; statement?: string }[]> }>(
      'privacy',
      'getExport',
      {},
    );
    expect(sections.request).toMatchObject([{ id, statement: '说明' }]);
    expect(sections.evidence).toMatchObject([{ id: evidence }]);
    expect(sections.request_person).toHaveLength(1);

    await wang.get('privacy', 'deleteMine', { confirm: 'delete' });
    await deleteEvidence(service.dependencies, city, new Date(TUESDAY_NINE));

    expect(files.kept.has(`${city}/${evidence}`)).toBe(false);
    const [row] = await database.rows<{ status: string; statement_sealed: string }>(sql`
      select status, statement_sealed from request where id = ${id}`);
    expect(row).toEqual({ status: 'withdrawn', statement_sealed: '' });
    const left = await database.rows(sql`
      select 1 from request_person where request_id = ${id} and (sealed <> '' or document_blind <> 'erased')`);
    expect(left).toEqual([]);
  });
});
