import { sql } from '../../cloudfunctions/_database/sql';
import { newId } from '../../cloudfunctions/_runtime/ids';
import type { Request } from '../../contract/requests';
import { aPdf } from '../support/evidenceFiles';
import { aPerson } from '../support/people';
import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { type Citizen, city, openService, type Service } from '../support/service';

/** What two do with one request at the same moment, on real PostgreSQL. */

const hall = 'city';
const phone = '13812345678';
const ROUNDS = 12;

let postgres: TestPostgres;
let service: Service;
let wang: Citizen;
let lead: Citizen;
let serial = 0;

beforeAll(async () => {
  postgres = await freshPostgres(8);
  service = await openService(postgres.database, '2026-11-24T09:00:00+08:00');
  wang = await service.citizen('wang');
  lead = await service.staff(hall);
  await postgres.database.rows(sql`
    update booking_rule set value = 100000 where name in ('bookingsPerDayPerAccount', 'bookedPeoplePerAccount')`);
});
afterAll(() => postgres.drop());

async function aRequest(approved: boolean) {
  serial += 1;
  const person = aPerson(serial);
  const evidence = newId();
  const file = { evidence, part: 0, parts: 1, data: aPdf().toString('base64') };
  await wang.get('requests', 'uploadEvidence', file);
  const { request } = await wang.get<{ request: Request }>('requests', 'submit', {
    kind: 'urgent',
    reason: 'funeral',
    hall,
    people: [{ person, services: ['passport'] }],
    evidence: [evidence],
  });
  if (approved) await lead.get('desk', 'review', { hall, request: request.id, decision: 'approved' });
  return { id: request.id, person };
}

/** The request's row with everything that must agree with its state. */
async function standing(id: string) {
  const [row] = await postgres.database.rows<{ status: string; visits: number; steps: string[] }>(sql`
    select status,
      (select count(*)::integer from reservation where reservation.city = ${city}
        and reservation.id = request.reservation_id and reservation.status = 'booked') as visits,
      array(select action from audit_entry where audit_entry.city = ${city} and subject = 'request:' || request.id
        order by at, action) as steps
    from request where city = ${city} and id = ${id}`);
  return row;
}

it('withdrawing and deciding at once: exactly one of them, and both are told the truth', async () => {
  const outcomes: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id } = await aRequest(false);
    const decision = round % 2 === 0 ? 'refused' : 'approved';
    const [withdrawn, decided] = await Promise.all([
      wang.code('requests', 'withdraw', { request: id }),
      lead.code('desk', 'review', { hall, request: id, decision }),
    ]);
    const row = await standing(id);
    // An approved request may still be taken back, so that both can be right there: the withdrawal came second.
    const expected = withdrawn === 'OK' ? 'withdrawn' : decision;
    expect([withdrawn, decided, row?.status]).toEqual([withdrawn, decided, expected]);
    expect([withdrawn, decided]).toContain('OK');
    if (decision === 'refused') expect([withdrawn, decided].sort()).toEqual(['OK', 'REQUEST_OVER']);
    await wang.code('requests', 'withdraw', { request: id });
    outcomes.push(`${withdrawn} ${decided}`);
  }
  expect(outcomes).toHaveLength(ROUNDS);
});

it('one approved request booked eight times at once opens one visit and takes one seat', async () => {
  const { id, person } = await aRequest(true);
  const slots = ['0900', '0930', '1000', '1030'].flatMap((time) => [time, time]);
  const codes = await Promise.all(
    slots.map((time, index) =>
      wang.code('reservations', 'make', {
        slot: `city.urgent.2026-11-25.${time}`,
        people: [{ person, services: [index % 2 === 0 ? 'passport' : 'hkm-permit'] }],
        phone,
        request: id,
      }),
    ),
  );

  expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
  expect(codes.filter((code) => !['OK', 'REQUEST_NOT_APPROVED', 'ALREADY_BOOKED'].includes(code))).toEqual(
    [],
  );
  expect(await standing(id)).toMatchObject({ status: 'used', visits: 1 });
  const [taken] = await postgres.database.rows<{ booked: number }>(sql`
    select sum(booked)::integer as booked from slot where city = ${city} and lane = 'urgent'`);
  expect(taken?.booked).toBe(1);
});

it('booking and withdrawing at once: a visit with a used request, or neither', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id, person } = await aRequest(true);
    const slot = `city.urgent.2026-11-${26 + (round % 2)}.${['0900', '1000', '1100'][round % 3]}`;
    const input = { slot, people: [{ person, services: ['passport'] }], phone, request: id };
    const [booked, withdrawn] = await Promise.all([
      wang.code('reservations', 'make', input),
      wang.code('requests', 'withdraw', { request: id }),
    ]);
    if (booked === 'SLOT_FULL') continue;
    expect([booked, withdrawn].sort()).toEqual(
      booked === 'OK' ? ['OK', 'REQUEST_OVER'] : ['OK', 'REQUEST_NOT_APPROVED'],
    );
    const row = await standing(id);
    expect(row).toMatchObject(
      booked === 'OK' ? { status: 'used', visits: 1 } : { status: 'withdrawn', visits: 0 },
    );
  }
});

it('the last part sent four times at once keeps one file that opens', async () => {
  const evidence = newId();
  const file = { evidence, part: 0, parts: 1, data: aPdf().toString('base64') };
  const codes = await Promise.all([1, 2, 3, 4].map(() => wang.code('requests', 'uploadEvidence', file)));

  expect(new Set(codes)).toEqual(new Set(['OK']));
  const { data } = await wang.get<{ data: string }>('requests', 'getEvidence', { evidence });
  expect(Buffer.from(data, 'base64').equals(aPdf())).toBe(true);
});
