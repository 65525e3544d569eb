import type { Service } from '../../domain/service';
import { parameters, type Scenario, windowMinutesOf } from './parameters';
import type { Random } from './random';

export interface VisitorPerson {
  readonly services: readonly Service[];
  readonly birthDate: string;
}

/** A party that comes, with what only the simulation knows of it. */
export interface Visitor {
  readonly id: number;
  readonly people: readonly VisitorPerson[];
  readonly green: 'pregnant' | undefined;
  /** Minute of the day at which a walk-in arrives. */
  readonly arrivesAt: number;
  readonly wantsToBook: boolean;
  /** Window minutes that they will really take. */
  readonly minutes: number;
  readonly missesFirstCall: boolean;
  readonly givesUp: boolean;
  readonly shows: boolean;
  /** Minutes before (negative) or after the start of a booked visit. */
  readonly relativeToStart: number;
  readonly papersIncomplete: boolean;
}

let serial = 0;

/** The parties of one hall on one day. */
export function visitorsOf(random: Random, scenario: Scenario, share: number, bookable: boolean): Visitor[] {
  const people = (scenario.documents / parameters.documentsPerPerson) * (1 - parameters.onMachines) * share;
  const visitors: Visitor[] = [];
  for (let count = 0; count < people; ) {
    const visitor = aVisitor(random, bookable);
    visitors.push(visitor);
    count += visitor.people.length;
  }
  return visitors;
}

function aVisitor(random: Random, bookable: boolean): Visitor {
  serial += 1;
  const size = random.pick(parameters.peoplePerTicket);
  const people = Array.from({ length: size }, (_, index) => aPersonOf(random, index));
  const arrives = random.pick(parameters.arrivals) + random.between(0, 30);
  return {
    id: serial,
    people: people.map(({ services, birthDate }) => ({ services, birthDate })),
    green: random.chance(parameters.otherGreen) ? 'pregnant' : undefined,
    arrivesAt: arrives,
    wantsToBook: bookable && random.chance(parameters.bookedWanted),
    minutes: people.reduce((sum, { minutes }) => sum + minutes, 0),
    missesFirstCall: random.chance(parameters.missesCall),
    givesUp: random.chance(parameters.givesUp),
    shows: !random.chance(parameters.noShow),
    relativeToStart: random.chance(parameters.late) ? random.between(16, 59) : random.between(-25, 5),
    papersIncomplete: random.chance(parameters.papersIncomplete),
  };
}

function aPersonOf(random: Random, index: number) {
  const service = random.pick(parameters.services);
  const second = random.chance(parameters.documentsPerPerson - 1);
  const minor = index > 0 && random.chance(parameters.minors * 2.2);
  const elder = !minor && random.chance(parameters.elders);
  const [least, likeliest, most] = windowMinutesOf[service] ?? [3, 5, 8];
  const extra = 2 * (Number(second) + Number(minor) + Number(elder));
  const other: Service = service === 'hkm-permit' ? 'hkm-endorsement' : 'hkm-permit';
  return {
    services: second ? [service, other] : [service],
    birthDate: bornIn(minor, elder),
    minutes: random.triangular(least, likeliest, most) + extra,
  };
}

function bornIn(minor: boolean, elder: boolean): string {
  if (minor) return '2015-05-17';
  return elder ? '1958-05-17' : '1985-05-17';
}
