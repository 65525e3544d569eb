import { formatSlotId } from '../../domain/availability/slotId';
import { addDays } from '../../domain/calendar/localDate';
import { firstDay, hallCode, onServer, startMinuteOf } from '../load/benchCity';
import { mintTokens } from '../load/hostProcess';
import { type Connection, openConnection, post } from '../load/loadClient';
import { aPerson } from '../support/people';

const CALLERS = 24;
/** A caller who hears nothing for so long asks again. Milliseconds. */
const PATIENCE = 8_000;

/** Citizens who book without pause and ask again, with the same key, until they have an answer. */
export interface Citizens {
  /** The longest time without a granted booking since then. Milliseconds. */
  longestSilenceSince(at: number): number;
  /** Milliseconds from now until the next booking is granted. */
  untilNextGrant(): Promise<number>;
  /** Lets everybody have their last answer. */
  stop(): Promise<Told>;
}

export interface Told {
  /** Reservation ids that citizens were told. */
  readonly reservations: readonly string[];
  /** Retries that were answered with something else than the first answer. */
  readonly otherAnswers: number;
  /** Answers that no fault excuses. */
  readonly wrong: readonly string[];
}

let serial = Math.floor(Math.random() * 1_000) * 1_000;

export async function sendCitizens(port: number): Promise<Citizens> {
  const tokens = await mintTokens(500);
  const reservations: string[] = [];
  const grantedAt: number[] = [];
  const wrong: string[] = [];
  let otherAnswers = 0;
  let stopping = false;
  let waiting: ((at: number) => void)[] = [];

  const request = () => {
    serial += 1;
    const slot = formatSlotId({
      hall: hallCode(serial % 6),
      lane: 'appointment',
      date: addDays(firstDay, Math.floor(Math.random() * 10)),
      startMinute: startMinuteOf(Math.floor(Math.random() * 16)),
    });
    const body = {
      slot,
      phone: '13812345678',
      people: [{ person: aPerson(serial), services: ['passport'] }],
    };
    return post('/api/reservations/make', JSON.stringify(body), {
      authorization: `Bearer ${tokens[serial % tokens.length]}`,
      'idempotency-key': `fault-${process.pid}-${serial}`,
    });
  };

  async function askUntilAnswered(text: string): Promise<{ code: string; id: string | undefined }> {
    for (;;) {
      const answer = await askOnce(port, text);
      const code =
        /^{"ok":false,"error":{"code":"(\w+)"/.exec(answer)?.[1] ?? (answer === '' ? 'NOTHING' : 'OK');
      if (!/^(NOTHING|TRY_AGAIN)$/.test(code))
        return { code, id: /"reservation":{"id":"([\w-]+)"/.exec(answer)?.[1] };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function book(): Promise<void> {
    const text = request();
    const { code, id } = await askUntilAnswered(text);
    if (id === undefined) {
      if (code !== 'SLOT_FULL') wrong.push(code);
      return;
    }
    reservations.push(id);
    grantedAt.push(performance.now());
    for (const tell of waiting) tell(performance.now());
    waiting = [];
    if (Math.random() < 0.1 && (await askUntilAnswered(text)).id !== id) otherAnswers += 1;
  }

  async function live(): Promise<void> {
    while (!stopping) await book();
  }

  const lives = Array.from({ length: CALLERS }, live);
  return {
    longestSilenceSince(at) {
      const times = grantedAt.filter((time) => time >= at);
      return Math.max(0, ...times.map((time, index) => time - (times[index - 1] ?? at)));
    },
    untilNextGrant() {
      const since = performance.now();
      return new Promise((resolve) => waiting.push((at) => resolve(at - since)));
    },
    async stop() {
      stopping = true;
      await Promise.all(lives);
      return { reservations, otherAnswers, wrong };
    },
  };
}

let idle: Connection[] = [];

/** The body of an answer; nothing when the connection ended or the caller lost patience. */
async function askOnce(port: number, text: string): Promise<string> {
  let connection: Connection | undefined;
  try {
    connection = idle.pop() ?? (await openConnection(port));
    const patience = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE).unref());
    const { body } = await Promise.race([connection.ask(text), patience]);
    idle.push(connection);
    return body;
  } catch {
    connection?.close();
    return '';
  }
}

export function forgetConnections(): void {
  for (const connection of idle) connection.close();
  idle = [];
}

/** What the tables say of what citizens were told. */
export interface Account {
  readonly lost: number;
  readonly soldTwice: number;
  readonly twiceLive: number;
  readonly withoutAudit: number;
}

export async function compare(url: string, { reservations }: Told): Promise<Account> {
  return onServer(url, async (client) => {
    const count = async (text: string, values: unknown[] = []) =>
      (await client.query<{ n: number }>(text, values)).rows[0]?.n ?? 0;
    return {
      lost: await count(
        `select count(*)::integer as n from unnest($1::uuid[]) as told(id)
         where not exists (select 1 from reservation where reservation.id = told.id)`,
        [reservations],
      ),
      soldTwice: await count(
        `select count(*)::integer as n from slot where hall like 'hall-%' and date >= '${firstDay}' and (booked > capacity
         or booked <> (select coalesce(sum(seats), 0) from reservation where reservation.city = slot.city
           and reservation.hall = slot.hall and reservation.lane = slot.lane and reservation.date = slot.date
           and reservation.start_minute = slot.start_minute and status = 'booked'))`,
      ),
      twiceLive: await count(
        `select count(*)::integer as n from (select 1 from applicant where live
         group by city, document_blind, service having count(*) > 1) twice`,
      ),
      withoutAudit: await count(
        `select count(*)::integer as n from reservation where status = 'booked' and not exists (select 1
         from audit_entry where subject = 'reservation:' || reservation.id and action = 'reservations.make')`,
      ),
    };
  });
}
