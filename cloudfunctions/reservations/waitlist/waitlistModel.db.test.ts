import fc from 'fast-check';
import type { Reservation } from '../../../contract/reservations';
import type { WaitlistEntry } from '../../../contract/waitlist';
import { freshHangzhou } from '../../../tests/support/freshDatabase';
import { aPerson } from '../../../tests/support/people';
import { type Citizen, city, openService, type Service } from '../../../tests/support/service';
import { withoutFairness } from '../../../tests/support/withoutFairness';
import type { Database } from '../../_database/database';
import { sql } from '../../_database/sql';
import { settleWaitlist } from '../../timers/settleWaitlist';

/**
 * A small world, played through the real service and through a model that knows nothing of it: three slots of a hall,
 * people who book, cancel, wait, answer and leave, and time. After every step both must agree on everyone.
 */
const START = Date.parse('2026-11-23T08:00:00+08:00');
const DATE = '2026-11-26';
const MINUTES = [540, 570, 600] as const;
const CAPACITY = 3;
const ELSEWHERE = 'city.appointment.2026-11-27.0900';
const phone = '13812345678';

interface ModelEntry {
  readonly seats: number;
  readonly automatic: boolean;
  readonly first: number;
  readonly last: number;
  status: WaitlistEntry['status'];
  /** The index of the slot that it is offered or has. */
  slot: number | null;
  heldUntil: number;
  bookedElsewhere: boolean;
  readonly declined: Set<number>;
}

interface ModelVisit {
  readonly seats: number;
  readonly slot: number;
  live: boolean;
}

/** The rules of the list, said again in the plainest way. */
class Model {
  minutes = 0;
  readonly capacity = MINUTES.map(() => CAPACITY);
  readonly entries: ModelEntry[] = [];
  readonly visits: ModelVisit[] = [];

  taken(slot: number): number {
    const visits = this.visits.filter((visit) => visit.live && visit.slot === slot);
    const held = this.entries.filter(
      (entry) => entry.slot === slot && ['offered', 'booked'].includes(entry.status),
    );
    return [...visits, ...held].reduce((sum, { seats }) => sum + seats, 0);
  }

  open(slot: number): number {
    return this.capacity[slot]! - this.taken(slot);
  }

  wants(entry: ModelEntry, slot: number): boolean {
    return entry.first <= slot && slot <= entry.last;
  }

  /** First come, first served, whole. */
  give(slot: number): void {
    for (const entry of this.entries) {
      const fits = entry.status === 'waiting' && entry.seats <= this.open(slot);
      if (!fits || !this.wants(entry, slot) || entry.declined.has(slot)) continue;
      if (entry.bookedElsewhere) entry.status = 'booked-otherwise';
      else {
        entry.status = entry.automatic ? 'booked' : 'offered';
        entry.slot = slot;
        entry.heldUntil = this.minutes + 30;
      }
    }
  }

  giveOpen(only?: ModelEntry): void {
    const waiting = (only === undefined ? this.entries : [only]).filter(({ status }) => status === 'waiting');
    const slots = MINUTES.map((_, slot) => slot).filter((slot) =>
      waiting.some((entry) => this.wants(entry, slot) && entry.seats <= this.open(slot)),
    );
    for (const slot of slots) this.give(slot);
  }

  end(entry: ModelEntry, status: WaitlistEntry['status']): void {
    const { slot } = entry;
    entry.status = status;
    entry.slot = null;
    if (slot !== null) this.give(slot);
  }

  settle(): void {
    const missed = this.entries.filter(
      ({ status, heldUntil }) => status === 'offered' && heldUntil <= this.minutes,
    );
    for (const entry of missed.sort((a, b) => a.heldUntil - b.heldUntil)) this.end(entry, 'lapsed');
    for (const entry of this.entries) {
      if (entry.bookedElsewhere && ['waiting', 'offered'].includes(entry.status))
        this.end(entry, 'booked-otherwise');
    }
    this.giveOpen();
  }

  position(entry: ModelEntry): number {
    const ahead = this.entries.slice(0, this.entries.indexOf(entry));
    return (
      1 +
      ahead.filter(
        (other) =>
          ['waiting', 'offered'].includes(other.status) &&
          other.first <= entry.last &&
          entry.first <= other.last,
      ).length
    );
  }
}

let database: Database;
let service: Service;
let serial = 0;

beforeAll(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, new Date(START).toISOString());
});
afterAll(() => database.close());

const slotId = (slot: number) => {
  const minute = MINUTES[slot]!;
  return `xihu.appointment.${DATE}.${String(Math.floor(minute / 60)).padStart(2, '0')}${String(minute % 60).padStart(2, '0')}`;
};
const timeOf = (slot: number) => `${slotId(slot).slice(-4, -2)}:${slotId(slot).slice(-2)}`;

const newPeople = (count: number) =>
  Array.from({ length: count }, () => {
    serial += 1;
    return aPerson(serial);
  });

const toBooking = (slot: string, people: object[]) => ({
  slot,
  people: people.map((person) => ({ person, services: ['passport'] })),
  phone,
});

/** The same world in the service: accounts, and the ids behind the model's indexes. */
class World {
  readonly entries: { readonly citizen: Citizen; readonly id: string; readonly people: object[] }[] = [];
  readonly visits: { readonly citizen: Citizen; readonly id: string }[] = [];

  static async begin(): Promise<World> {
    service.setNow(new Date(START).toISOString());
    for (const statement of [
      sql`delete from waitlist_member`,
      sql`delete from waitlist_entry`,
      sql`delete from applicant`,
      sql`delete from reservation`,
      sql`update slot set booked = 0, held_back = capacity where hall <> 'city'`,
      sql`update slot set booked = 0, held_back = 0 where hall = 'city'`,
      sql`update slot set capacity = ${CAPACITY}, held_back = 0
        where hall = 'xihu' and lane = 'appointment' and date = ${DATE} and start_minute = any(${[...MINUTES]}::integer[])`,
    ])
      await database.rows(statement);
    return new World();
  }

  async settle(): Promise<void> {
    await settleWaitlist(service.dependencies, city, service.dependencies.clock());
  }

  async book(slot: string, people: object[], citizen: Citizen) {
    return service.call('reservations', 'make', toBooking(slot, people), citizen);
  }

  async agreesWith(model: Model): Promise<void> {
    for (const [slot, minute] of MINUTES.entries()) {
      const [row] = await database.rows<{ booked: number }>(sql`
        select booked from slot where hall = 'xihu' and lane = 'appointment' and date = ${DATE}
          and start_minute = ${minute}`);
      expect(row!.booked).toBe(model.taken(slot));
    }
    const rows = await database.rows<{ id: string; status: string; offered_minute: number | null }>(sql`
      select id, status, offered_minute from waitlist_entry order by joined_at, id`);
    expect(rows.map(({ status, offered_minute }) => [status, offered_minute])).toEqual(
      model.entries.map(({ status, slot }) => [status, status === 'offered' ? MINUTES[slot!] : null]),
    );
    const twice = await database.rows(sql`
      select document_blind from applicant where live group by document_blind, service having count(*) > 1`);
    expect(twice).toEqual([]);
    const last = this.entries.length - 1;
    const mine = model.entries[last];
    if (mine?.status === 'waiting' && !mine.bookedElsewhere) {
      const { citizen, id } = this.entries[last]!;
      const { entries } = await citizen.get<{ entries: WaitlistEntry[] }>('reservations', 'myWaitlist', {});
      expect(entries.find((entry) => entry.id === id)?.position).toBe(model.position(mine));
    }
  }
}

type Step = fc.AsyncCommand<Model, World>;

interface Play {
  readonly name: string;
  readonly possible?: (model: Model) => boolean;
  /** Does it in both worlds. */
  readonly play: (model: Model, world: World) => Promise<void>;
}

/** A step in both worlds, after which they are compared. */
function step({ name, possible = () => true, play }: Play): Step {
  return {
    check: possible,
    async run(model, world) {
      await play(model, world);
      await world.agreesWith(model);
    },
    toString: () => name,
  };
}

interface Joining {
  readonly seats: number;
  readonly first: number;
  readonly last: number;
  readonly automatic: boolean;
}

const join = (wish: Joining) =>
  step({
    name: `join ${JSON.stringify(wish)}`,
    async play(model, world) {
      const citizen = await service.citizen(`waits-${serial}`);
      const people = newPeople(wish.seats);
      const { entry } = await citizen.get<{ entry: WaitlistEntry }>('reservations', 'joinWaitlist', {
        service: 'passport',
        halls: ['xihu'],
        from: DATE,
        to: DATE,
        earliestStart: timeOf(wish.first),
        latestStart: timeOf(wish.last),
        people: people.map((person) => ({ person })),
        phone,
        automatic: wish.automatic,
      });
      world.entries.push({ citizen, id: entry.id, people });
      const mine: ModelEntry = {
        ...wish,
        status: 'waiting',
        slot: null,
        heldUntil: 0,
        bookedElsewhere: false,
        declined: new Set(),
      };
      model.entries.push(mine);
      model.giveOpen(mine);
    },
  });

const book = (slot: number, seats: number) =>
  step({
    name: `book ${slot} for ${seats}`,
    async play(model, world) {
      const citizen = await service.citizen(`books-${serial}`);
      const reply = await world.book(slotId(slot), newPeople(seats), citizen);
      expect(reply.ok).toBe(seats <= model.open(slot));
      if (!reply.ok) return;
      world.visits.push({ citizen, id: (reply.data as { reservation: Reservation }).reservation.id });
      model.visits.push({ seats, slot, live: true });
    },
  });

const cancel = (pick: number) =>
  step({
    name: `cancel ${pick}`,
    possible: (model) => model.visits.some(({ live }) => live),
    async play(model, world) {
      const live = model.visits.filter((visit) => visit.live);
      const visit = live[pick % live.length]!;
      const { citizen, id } = world.visits[model.visits.indexOf(visit)]!;
      await citizen.get('reservations', 'cancel', { reservation: id });
      visit.live = false;
      model.give(visit.slot);
    },
  });

const offered = (model: Model) => model.entries.filter(({ status }) => status === 'offered');
const alive = (model: Model) => model.entries.filter(({ status }) => ['waiting', 'offered'].includes(status));

/** Someone with an offer answers it, in time or late; what they should hear is the model's to say. */
const answer = (pick: number, accepting: boolean) =>
  step({
    name: `${accepting ? 'accept' : 'decline'} ${pick}`,
    possible: (model) => offered(model).length > 0,
    async play(model, world) {
      const entry = offered(model)[pick % offered(model).length]!;
      const slot = entry.slot!;
      const { citizen, id } = world.entries[model.entries.indexOf(entry)]!;
      const operation = accepting ? 'acceptOffer' : 'declineOffer';
      const code = await citizen.code('reservations', operation, { entry: id, slot: slotId(slot) });
      if (!accepting) {
        expect(code).toBe('OK');
        entry.declined.add(slot);
        model.end(entry, 'waiting');
        model.giveOpen(entry);
      } else if (entry.bookedElsewhere) {
        expect(code).toBe('ALREADY_BOOKED');
        model.end(entry, 'booked-otherwise');
      } else {
        expect(code).toBe('OK');
        entry.status = 'booked';
      }
    },
  });

const leave = (pick: number) =>
  step({
    name: `leave ${pick}`,
    possible: (model) => alive(model).length > 0,
    async play(model, world) {
      const entry = alive(model)[pick % alive(model).length]!;
      const { citizen, id } = world.entries[model.entries.indexOf(entry)]!;
      await citizen.get('reservations', 'leaveWaitlist', { entry: id });
      model.end(entry, 'left');
    },
  });

const bookElsewhere = (pick: number) => {
  const able = (model: Model) => alive(model).filter(({ bookedElsewhere }) => !bookedElsewhere);
  return step({
    name: `book elsewhere ${pick}`,
    possible: (model) => able(model).length > 0,
    async play(model, world) {
      const entry = able(model)[pick % able(model).length]!;
      const { citizen, people } = world.entries[model.entries.indexOf(entry)]!;
      // Hours may have passed: signing in anew is what a phone does then.
      expect(await citizen.code('reservations', 'make', toBooking(ELSEWHERE, people.slice(0, 1)))).toBe('OK');
      entry.bookedElsewhere = true;
    },
  });
};

const passTime = (minutes: number) =>
  step({
    name: `${minutes} minutes pass`,
    // Within the day: how offers are held in the evening has its own test.
    possible: (model) => model.minutes + minutes < 13 * 60,
    async play(model, world) {
      model.minutes += minutes;
      service.setNow(new Date(START + model.minutes * 60_000).toISOString());
      await world.settle();
      model.settle();
    },
  });

const raiseCapacity = (slot: number) =>
  step({
    name: `one more seat on ${slot}`,
    possible: (model) => model.capacity[slot]! < CAPACITY + 2,
    async play(model, world) {
      await database.rows(sql`
        update slot set capacity = capacity + 1 where hall = 'xihu' and lane = 'appointment' and date = ${DATE}
          and start_minute = ${MINUTES[slot]}`);
      model.capacity[slot]! += 1;
      await world.settle();
      model.settle();
    },
  });

const slots = fc.nat({ max: MINUTES.length - 1 });
const sizes = fc.integer({ min: 1, max: 3 });
const picks = fc.nat({ max: 20 });
const joins = fc
  .record({ seats: sizes, one: slots, other: slots, automatic: fc.boolean() })
  .map(({ one, other, ...wish }) =>
    join({ ...wish, first: Math.min(one, other), last: Math.max(one, other) }),
  );

const steps: fc.Arbitrary<Step>[] = [
  joins,
  joins,
  fc.tuple(slots, sizes).map(([slot, seats]) => book(slot, seats)),
  picks.map(cancel),
  picks.map(cancel),
  fc.tuple(picks, fc.boolean()).map(([pick, accepting]) => answer(pick, accepting)),
  picks.map(leave),
  picks.map(bookElsewhere),
  fc.integer({ min: 5, max: 40 }).map(passTime),
  slots.map(raiseCapacity),
];

it('agrees with its model on every place, seat and position, whatever people do', async () => {
  const lines = fc.array(joins, { minLength: 4, maxLength: 10, size: 'max' });
  const commands = fc.commands(steps, { maxCommands: 30, size: 'max' });
  await fc.assert(
    fc.asyncProperty(lines, commands, async (line, play) => {
      const [model, real] = [new Model(), await World.begin()];
      // Sold out, and a line before it: else every wish is granted at once.
      const soldOut = [...MINUTES.keys()].flatMap((slot) => [book(slot, 2), book(slot, 1)]);
      for (const first of [...soldOut, ...line]) await first.run(model, real);
      await fc.asyncModelRun(() => ({ model, real }), play);
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 240_000);
