import type { AffectedVisit } from '../../contract/desk';
import type { Reservation } from '../../contract/reservations';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { bookVisit } from '../../tests/support/queue';
import { type Citizen, openService, type Service } from '../../tests/support/service';
import { withoutFairness } from '../../tests/support/withoutFairness';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { countMissedVisits } from '../timers/countMissedVisits';
import { endQueues } from '../timers/endQueues';
import { remindTomorrow } from '../timers/remindTomorrow';

const MONDAY = '2026-11-23T09:00:00+08:00';
const DAY = '2026-11-25';
const CITY = '330100';

let database: Database;
let service: Service;
let supervisor: Citizen;
let serial = 0;

beforeEach(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, MONDAY);
  supervisor = await service.staff('*');
});
afterEach(() => database.close());

interface Visit {
  readonly citizen: Citizen;
  readonly id: string;
}

async function aVisit(hall: string, time = '1400', date = DAY): Promise<Visit> {
  serial += 1;
  const citizen = await service.citizen(`closed-${serial}`);
  const { id } = await bookVisit(citizen, `${hall}.appointment.${date}.${time}`);
  return { citizen, id };
}

const closeHall = (hall: string, date = DAY, at = '08:30') =>
  supervisor.get<{ affected: AffectedVisit[] }>('desk', 'closeEarly', { hall, date, at, apply: true });

async function visitOf({ citizen, id }: Visit): Promise<Reservation> {
  return (await citizen.get<{ reservation: Reservation }>('reservations', 'get', { reservation: id }))
    .reservation;
}

const accept = ({ citizen, id }: Visit) => citizen.code('reservations', 'acceptMove', { reservation: id });

/** Seats that are booked or held on slots of halls that are closed by then, and offers that point there. */
async function contradictions() {
  const [row] = await database.rows<{ offers: number; miscounted: number }>(sql`
    with taken as (
      select hall, lane, date, start_minute, sum(seats)::integer as seats from (
        select hall, lane, date, start_minute, seats from reservation where status in ('booked', 'checked-in', 'serving')
        union all select hall, lane, date, start_minute, seats from move_offer where status = 'open'
        union all select offered_hall, lane, offered_date, offered_minute, seats from waitlist_entry
          where status = 'offered') each
      group by 1, 2, 3, 4
    )
    select
      (select count(*)::integer from move_offer join hall_day using (city, hall, date)
        where status = 'open' and closes_minute <= start_minute) as offers,
      (select count(*)::integer from slot left join taken using (hall, lane, date, start_minute)
        where slot.booked <> coalesce(taken.seats, 0)) as miscounted`);
  return row;
}

describe('a hall that closes where others were sent', () => {
  it('takes its offers back and offers them another open seat', async () => {
    const visits = [await aVisit('gongshu'), await aVisit('gongshu'), await aVisit('gongshu')];
    await closeHall('gongshu');
    const first = await Promise.all(visits.map(visitOf));
    const halls = new Set(first.map(({ moveOffer }) => moveOffer?.hall));
    expect(halls.has(undefined)).toBe(false);

    for (const hall of halls) await closeHall(String(hall));

    for (const visit of visits) {
      const { moveOffer } = await visitOf(visit);
      expect(moveOffer).toBeDefined();
      expect([...halls, 'gongshu']).not.toContain(moveOffer?.date === DAY ? moveOffer.hall : undefined);
      expect(await accept(visit)).toBe('OK');
      const moved = await visitOf(visit);
      expect({ hall: moved.hall, date: moved.date }).toEqual({
        hall: moveOffer?.hall,
        date: moveOffer?.date,
      });
    }
    expect(await contradictions()).toEqual({ offers: 0, miscounted: 0 });
  });

  it('does so within one hall: first the afternoon, then the half hour that was offered', async () => {
    const visit = await aVisit('xihu', '1400');
    const cut = (from: string, to: string) =>
      supervisor.get('desk', 'setCapacity', {
        hall: 'xihu',
        lane: 'appointment',
        date: DAY,
        from,
        to,
        seats: 0,
        apply: true,
      });
    await cut('14:00', '14:30');
    const { moveOffer: first } = await visitOf(visit);
    expect(first).toMatchObject({ hall: 'xihu', date: DAY });

    await cut(first?.start ?? '', first?.end ?? '');

    const { moveOffer: second } = await visitOf(visit);
    expect(second).toBeDefined();
    expect(second?.start).not.toBe(first?.start);
    expect(await accept(visit)).toBe('OK');
    expect(await contradictions()).toEqual({ offers: 0, miscounted: 0 });
  });

  it('shows beforehand whom it touches, those included who were sent there', async () => {
    const visit = await aVisit('gongshu');
    await closeHall('gongshu');
    const { moveOffer } = await visitOf(visit);
    const preview = { hall: moveOffer?.hall, date: moveOffer?.date, at: '08:30', apply: false };
    const { affected } = await supervisor.get<{ affected: AffectedVisit[] }>('desk', 'closeEarly', preview);
    expect(affected.map(({ reservation }) => reservation)).toEqual([visit.id]);
    expect(affected[0]?.offer).not.toContain(`${moveOffer?.hall}.appointment.${moveOffer?.date}`);
    // Nothing has changed by looking.
    expect((await visitOf(visit)).moveOffer).toEqual(moveOffer);
  });

  it('leaves nobody with a seat in a closed hall when a typhoon closes one after another', async () => {
    const halls = ['city', 'shangcheng', 'xihu', 'gongshu', 'binjiang', 'xiaoshan', 'yuhang', 'scenic-area'];
    const visits: Visit[] = [];
    for (const hall of halls) visits.push(await aVisit(hall), await aVisit(hall, '0930'));
    for (const hall of halls) {
      await closeHall(hall);
      expect(await contradictions()).toEqual({ offers: 0, miscounted: 0 });
    }
    for (const visit of visits) {
      const { moveOffer } = await visitOf(visit);
      expect(moveOffer?.date).not.toBe(DAY);
      if (moveOffer !== undefined) expect(await accept(visit)).toBe('OK');
    }
    expect(await contradictions()).toEqual({ offers: 0, miscounted: 0 });
  });
});

describe('a visit in a hall that is closed by then', () => {
  it('is not called to mind the evening before, and others are', async () => {
    const [closed, open] = [await aVisit('gongshu'), await aVisit('xihu')];
    await closeHall('gongshu');
    await remindTomorrow(service.dependencies, CITY, new Date('2026-11-24T18:30:00+08:00'));
    const reminded = await database.rows<{ subject: string }>(
      sql`select subject from notification where kind = 'reservation.tomorrow'`,
    );
    expect(reminded.map(({ subject }) => subject)).toEqual([`reservation:${open.id}`]);
    expect(closed.id).not.toBe(open.id);
  });

  it('ends as cancelled by the hall and never counts as missed, although nobody was called that day', async () => {
    const visit = await aVisit('gongshu');
    await closeHall('gongshu');
    const after = new Date('2026-11-25T18:00:00+08:00');
    service.setNow(after.toISOString());
    await endQueues(service.dependencies, CITY, after);
    await countMissedVisits(service.dependencies, CITY, after);

    const [row] = await database.rows<{ status: string; missed: number }>(sql`
      select status, (select count(*)::integer from missed_visit where reservation_id = ${visit.id}) as missed
      from reservation where id = ${visit.id}`);
    expect(row).toEqual({ status: 'cancelled', missed: 0 });
  });
});
