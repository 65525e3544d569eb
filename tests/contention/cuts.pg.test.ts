import { sql } from '../../cloudfunctions/_database/sql';
import { freshPostgres } from '../support/postgresDatabase';
import { bookVisit } from '../support/queue';
import { openService } from '../support/service';
import { withoutFairness } from '../support/withoutFairness';

it('lets cuts of the same slots at once take turns: one offer for each visit, and every seat counted', async () => {
  const postgres = await freshPostgres(16);
  await withoutFairness(postgres.database);
  const service = await openService(postgres.database, '2026-11-23T09:00:00+08:00');
  await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const time = ['1400', '1430', '1500'][index % 3];
      await bookVisit(await service.citizen(`cut-${index}`), `xihu.appointment.2026-11-25.${time}`);
    }),
  );
  const staff = await Promise.all([service.staff('*'), service.staff('xihu')]);
  const cut = (from: string, to: string) => ({
    hall: 'xihu',
    lane: 'appointment',
    date: '2026-11-25',
    from,
    to,
    seats: 0,
    apply: true,
  });
  const codes = await Promise.all(
    Array.from({ length: 16 }, (_, index) => {
      const who = staff[index % 2]!;
      if (index % 4 === 3) {
        return who.code('desk', 'closeEarly', { hall: 'xihu', date: '2026-11-25', at: '13:30', apply: true });
      }
      return who.code('desk', 'setCapacity', cut(['14:00', '14:30', '15:00'][index % 3] ?? '', '15:30'));
    }),
  );

  expect(codes.filter((code) => code === 'INTERNAL')).toEqual([]);
  const [row] = await postgres.database.rows<{ doubled: number; miscounted: number; homeless: number }>(sql`
    with taken as (
      select hall, lane, date, start_minute, sum(seats)::integer as seats from (
        select hall, lane, date, start_minute, seats from reservation where status = 'booked'
        union all select hall, lane, date, start_minute, seats from move_offer where status = 'open') each
      group by 1, 2, 3, 4
    )
    select (select count(*)::integer from (select 1 from move_offer where status = 'open'
        group by reservation_id having count(*) > 1) twice) as doubled,
      (select count(*)::integer from slot left join taken using (hall, lane, date, start_minute)
        where slot.booked <> coalesce(taken.seats, 0)) as miscounted,
      (select count(*)::integer from reservation where status = 'booked' and not exists (
        select 1 from move_offer where reservation_id = reservation.id and status = 'open')) as homeless`);
  expect(row).toEqual({ doubled: 0, miscounted: 0, homeless: 0 });
  await postgres.drop();
}, 60_000);
