import type { Database } from '../../cloudfunctions/_database/database';
import { sql } from '../../cloudfunctions/_database/sql';

const HALLS_PER_TOWN = 15;
/** Days with seats, from the first on. */
const DAYS = 15;

/**
 * Puts a made-up tenant of so many halls beside Hangzhou, with its rules: towns of fifteen halls on a grid over the
 * country, eight of each on two tracks with seats for fifteen days, the first week booked out. `today` is the first.
 */
export async function generateNation(
  database: Database,
  nation: { city: string; halls: number; today: string },
): Promise<void> {
  const { city, halls, today } = nation;
  const likeHangzhou = '330100';
  await database.rows(
    sql`insert into city (city, facts) select ${city}, facts from city where city = ${likeHangzhou}`,
  );
  await database.rows(sql`
    insert into booking_rule (city, hall, name, value, source)
    select ${city}, '', name, value, source from booking_rule where city = ${likeHangzhou} and hall = ''`);
  await database.rows(sql`
    insert into shortcut (city, shortcut, facts)
    select ${city}, shortcut, facts from shortcut where city = ${likeHangzhou}`);
  await database.rows(sql`
    insert into hall (city, hall, mode, longitude, latitude, display_order, facts)
    select ${city}, 'hall-' || number, case when number % ${HALLS_PER_TOWN} < 8 then 'dual-track' else 'serve-on-arrival' end,
      103 + (number / ${HALLS_PER_TOWN}) % 20 * 0.85 + (number % 4) * 0.06,
      22 + (number / ${HALLS_PER_TOWN}) / 20 * 1.8 + (number % ${HALLS_PER_TOWN}) / 4 * 0.05,
      number, example.facts
    from generate_series(0, ${halls}::integer - 1) as number,
      (select facts from hall where city = ${likeHangzhou} and hall = 'xihu') as example`);
  await database.rows(sql`
    insert into lane (city, hall, lane, services, windows)
    select ${city}, hall.hall, lane.lane, lane.services, lane.windows
    from hall join lane on lane.city = ${likeHangzhou} and lane.hall = 'xihu'
      and (lane.lane = 'walk-in' or (lane.lane = 'appointment' and hall.mode = 'dual-track'))
    where hall.city = ${city}`);
  await database.rows(sql`
    insert into kiosk (city, kiosk, hall, longitude, latitude, devices, facts)
    select ${city}, hall.hall || '-kiosk', hall.hall, hall.longitude, hall.latitude, 2, kiosk.facts
    from hall join kiosk on kiosk.city = ${likeHangzhou} and kiosk.kiosk = 'qiantang-hall'
    where hall.city = ${city}`);
  await database.rows(sql`
    insert into session (city, hall, lane, date, from_minute, to_minute, windows, slot_minutes, seats_per_slot,
      services, released_at)
    select ${city}, hall, lane, ${today}::date + day, 510, 930, windows, 30, 12, services, ${today}::date - 15
    from lane, generate_series(0, ${DAYS}::integer - 1) as day where city = ${city} and lane = 'appointment'`);
  // A day at a time: the database gives up a statement that takes too long.
  for (let day = 0; day < DAYS; day += 1) {
    await database.rows(sql`
      insert into slot (city, hall, lane, date, start_minute, end_minute, session_from_minute, starts_at, released_at,
        services, capacity, booked)
      select ${city}, hall, lane, date, start_minute, start_minute + 30, 510,
        (date + make_interval(mins => start_minute)) at time zone 'Asia/Shanghai', released_at, services, 12,
        case when date < ${today}::date + 7 then 12 else 0 end
      from session, generate_series(510, 900, 30) as start_minute
      where city = ${city} and date = ${today}::date + ${day}::integer`);
  }
  await database.rows(sql`analyze`);
}
