import type { Database } from '../../cloudfunctions/_database/database';
import { newId, newReservationCode } from '../../cloudfunctions/_runtime/ids';
import { silentLog } from '../../cloudfunctions/_runtime/log';
import type { SeatRequest } from '../../cloudfunctions/reservations/queries/seatParties';
import { seatEach } from '../../cloudfunctions/reservations/seatEach';
import { type GatheringOptions, seatGathered } from '../../cloudfunctions/reservations/seatGathered';
import { accountId, city, now, slotOfThousand } from './benchCity';
import { closedLoop, type Measured } from './measuring';
import type { Reach } from './pgbench';

let serial = 0;

/** A booking for one person whom nobody else is, with texts as long as real ones. */
export function aBooking(reach: Reach): SeatRequest {
  serial += 1;
  return {
    reservationId: newId(),
    accountId: accountId(Math.floor(Math.random() * 10_000)),
    accountOrdinal: null,
    code: newReservationCode(),
    slot: slotOfThousand(reach === 'one' ? 0 : Math.floor(Math.random() * 1_000)),
    asStudents: false,
    seats: 1,
    contactSealed: 'c'.repeat(90),
    applicants: [
      {
        position: 0,
        service: 'passport',
        documentBlind: `blind-blind-blind-blind-blind-${process.pid}-${serial}`,
        sealed: 's'.repeat(230),
        residence: 'in-province',
      },
    ],
    bookableFrom: now,
    idempotencyKey: newId(),
    inputDigest: 'd'.repeat(43),
    requestId: newId(),
  };
}

/** Our booking without HTTP: callers who each book again as soon as they have their answer. */
export async function measureInProcess(
  database: Database,
  {
    reach,
    callers,
    seconds,
    options,
  }: {
    reach: Reach;
    callers: number;
    seconds: number;
    options?: Partial<GatheringOptions>;
  },
): Promise<Measured> {
  const { seat } = seatGathered((...batch) => seatEach(database, ...batch), silentLog, options);
  return closedLoop(callers, seconds, async () => {
    const { kind } = await seat(city, now, aBooking(reach));
    if (kind !== 'seated') throw new Error(`A booking was ${kind}.`);
  });
}
