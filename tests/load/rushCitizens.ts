import { formatSlotId } from '../../domain/availability/slotId';
import { aPerson } from '../support/people';
import { firstDay, hallCode, startMinuteOf } from './benchCity';
import { type Answer, type Connection, openConnection, post } from './loadClient';

/** One tap on "book" and what came of it. Milliseconds since the release. */
export interface Tap {
  readonly slot: string;
  readonly at: number;
  readonly answeredAt: number;
  readonly code: string;
  readonly reservation: string | undefined;
  /** Slots that are free instead, as the refusal says; undefined when it says nothing about them. */
  readonly instead: readonly string[] | undefined;
}

export interface Citizen {
  readonly index: number;
  readonly kind: 'calm' | 'double-tapper' | 'back-button' | 'bot';
  /** Milliseconds after the release. */
  readonly arrivesAt: number;
  readonly taps: Tap[];
}

export interface Release {
  readonly port: number;
  readonly halls: number;
  readonly slotsPerHall: number;
  /** Phones that are connected at once; the others wait for a connection, as at a gateway. */
  readonly connections: number;
  /** `performance.now()` at the release. */
  readonly startsAt: number;
  tokenOf(index: number): string;
}

const MOST_TAPS = 4;
/** What a bot sends before it gives up. */
const BOT_TAPS = 60;

/** Lets citizens come, tap, wait, give up or try elsewhere, until each has their last answer. */
export async function play(release: Release, citizens: readonly Citizen[]): Promise<void> {
  const pool = await openPool(release);
  // Written before the release, so that the phones leave the processor to the host.
  const people = citizens.map(({ index }) =>
    JSON.stringify([{ person: aPerson(index), services: ['passport'] }]),
  );
  const now = () => performance.now() - release.startsAt;
  let keys = 0;

  const pickSlot = () => {
    // Early hours and the first hall are what most people want.
    const number = Math.floor(release.halls * release.slotsPerHall * Math.random() ** 2);
    return slotId(number % release.halls, Math.floor(number / release.halls));
  };

  async function tap(citizen: Citizen, slot: string, key: string): Promise<Tap> {
    const body = `{"slot":"${slot}","phone":"13812345678","people":${people[citizen.index]}}`;
    const at = now();
    const answer = await pool.ask(
      post('/api/reservations/make', body, {
        authorization: `Bearer ${release.tokenOf(citizen.index)}`,
        'idempotency-key': key,
        'x-forwarded-for': addressOf(citizen),
      }),
    );
    const done = { slot, at, answeredAt: now(), ...readReply(answer) };
    citizen.taps.push(done);
    return done;
  }

  const newKey = () => {
    keys += 1;
    return `rush-key-${keys}`;
  };

  /** Taps until it is a yes or a no; comes back when asked to, with the same key. */
  async function book(citizen: Citizen, slot: string): Promise<Tap> {
    const key = newKey();
    for (;;) {
      const taps = [tap(citizen, slot, key)];
      if (citizen.kind === 'double-tapper') taps.push(tap(citizen, slot, key));
      const [first] = await Promise.all(taps);
      if (first === undefined || !/^(TRY_AGAIN|TOO_MANY_REQUESTS)$/.test(first.code)) return first as Tap;
      await pause(1_000 + Math.random() * 1_000);
    }
  }

  async function live(citizen: Citizen): Promise<void> {
    await pause(release.startsAt + citizen.arrivesAt - performance.now());
    if (citizen.kind === 'bot') {
      for (let count = 0; count < BOT_TAPS; count += 1) await tap(citizen, pickSlot(), newKey());
      return;
    }
    const slot: string | undefined = pickSlot();
    if (citizen.kind === 'back-button') {
      // Goes back before the answer is there, and starts again with a new wish.
      const abandoned = book(citizen, slot);
      await pause(200);
      await Promise.all([abandoned, bookOrElse(citizen, pickSlot(), MOST_TAPS)]);
      return;
    }
    await bookOrElse(citizen, slot, MOST_TAPS);
  }

  async function bookOrElse(citizen: Citizen, slot: string, tries: number): Promise<void> {
    const done = await book(citizen, slot);
    if (done.code !== 'SLOT_FULL') return;
    const others = (done.instead ?? []).filter((other) => other.includes(firstDay));
    const other = others[Math.floor(Math.random() * others.length)];
    if (other === undefined || tries === 1) return;
    await pause(300 + Math.random() * 1_200);
    await bookOrElse(citizen, other, tries - 1);
  }

  await Promise.all(citizens.map(live));
  pool.close();
}

/** Some two hundred phones share an address of their carrier. */
function addressOf({ index }: Citizen): string {
  return `10.0.0.${index % 250}`;
}

function slotId(hall: number, slot: number): string {
  return formatSlotId({
    hall: hallCode(hall),
    lane: 'appointment',
    date: firstDay,
    startMinute: startMinuteOf(slot),
  });
}

function readReply({ body }: Answer): Pick<Tap, 'code' | 'reservation' | 'instead'> {
  const code = /^{"ok":false,"error":{"code":"(\w+)"/.exec(body)?.[1];
  const reservation = /"reservation":{"id":"([\w-]+)"/.exec(body)?.[1];
  const says = body.includes('"instead":[');
  const instead = says ? [...body.matchAll(/"slot":"([^"]+)"/g)].map(([, slot = '']) => slot) : undefined;
  return { code: code ?? 'OK', reservation, instead };
}

/** Connections that are lent to one question at a time, in the order of asking. */
async function openPool({ port, connections }: Release) {
  const free = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const all = [...free];
  const waiting: ((connection: Connection) => void)[] = [];
  return {
    async ask(request: string): Promise<Answer> {
      const connection = free.pop() ?? (await new Promise<Connection>((resolve) => waiting.push(resolve)));
      const answer = await connection.ask(request);
      const next = waiting.shift();
      if (next === undefined) free.push(connection);
      else next(connection);
      return answer;
    },
    close() {
      for (const connection of all) connection.close();
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
