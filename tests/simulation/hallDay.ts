import type { DeskEntry } from '../../contract/desk';
import type { Ticket } from '../../contract/tickets';
import { aPerson } from '../support/people';
import type { Citizen, Service } from '../support/service';
import { parameters } from './parameters';
import type { Visitor } from './visitors';

export const DATE = '2026-11-24';
const MINUTE = 60_000;

/** One wait: what the person was told when they joined, and how it came. Minutes. */
export interface ObservedWait {
  readonly hall: string;
  readonly track: 'booked' | 'walk-in' | 'green';
  readonly told: { readonly from: number; readonly to: number } | undefined;
  readonly actual: number;
}

export interface HallResult {
  readonly hall: string;
  readonly waits: readonly ObservedWait[];
  readonly turnedAway: number;
  readonly booked: number;
  readonly noShows: number;
  readonly tooLate: number;
  readonly tickets: number;
  /** Minute of the day at which the last party left its window. */
  readonly endedAt: number;
}

interface Waiting {
  readonly visitor: Visitor;
  readonly ticket: Ticket;
  readonly joinedAt: number;
  calledAt?: number;
}

/** Things that happen at a minute of the day, the earliest first. */
class Agenda {
  private readonly events: { readonly at: number; readonly run: () => Promise<void> }[] = [];

  add(at: number, run: () => Promise<void>): void {
    const index = this.events.findIndex((event) => event.at > at);
    this.events.splice(index === -1 ? this.events.length : index, 0, { at, run });
  }

  next() {
    return this.events.shift();
  }
}

/** Plays one hall's day through the real API of a service whose clock belongs to this hall alone. */
export class HallDay {
  private readonly agenda = new Agenda();
  private readonly byTicket = new Map<string, Waiting>();
  private readonly idle = new Set<number>();
  private readonly waits: ObservedWait[] = [];
  private readonly counts = { turnedAway: 0, booked: 0, noShows: 0, tooLate: 0, tickets: 0 };
  private minute = 0;
  private endedAt = 0;
  private readonly citizen: Citizen;
  private readonly clerks: readonly Citizen[];

  private readonly service: Service;
  private readonly hall: string;

  constructor(
    service: Service,
    hall: string,
    people: { readonly citizen: Citizen; readonly clerks: readonly Citizen[] },
  ) {
    this.service = service;
    this.hall = hall;
    this.citizen = people.citizen;
    this.clerks = people.clerks;
  }

  /** The day before: whoever wants an appointment books one near the time at which they would come. */
  async book(visitors: readonly Visitor[], slots: readonly string[]): Promise<void> {
    this.service.setNow('2026-11-23T12:30:00+08:00');
    for (const visitor of visitors) {
      const start = visitor.wantsToBook ? await this.bookOne(visitor, slots) : undefined;
      if (start === undefined) this.agenda.add(visitor.arrivesAt, () => this.arriveOnFoot(visitor));
    }
  }

  async run(): Promise<HallResult> {
    this.setMinute(505);
    for (const [index, clerk] of this.clerks.entries()) {
      await clerk.get('desk', 'openWindow', { hall: this.hall, window: index + 1 });
      this.agenda.add(510, () => this.callNext(index));
    }
    for (let event = this.agenda.next(); event !== undefined; event = this.agenda.next()) {
      this.setMinute(Math.max(event.at, this.minute));
      await event.run();
    }
    return { hall: this.hall, waits: this.waits, ...this.counts, endedAt: this.endedAt };
  }

  private setMinute(minute: number): void {
    this.minute = minute;
    this.service.setNow(new Date(Date.parse(`${DATE}T00:00:00+08:00`) + minute * MINUTE).toISOString());
  }

  private async bookOne(visitor: Visitor, slots: readonly string[]): Promise<number | undefined> {
    const wished = [...slots].sort(
      (a, b) => Math.abs(startOf(a) - visitor.arrivesAt) - Math.abs(startOf(b) - visitor.arrivesAt),
    );
    for (const slot of wished.slice(0, 6)) {
      const reply = await this.citizen.reply('reservations', 'make', {
        slot,
        people: peopleOf(visitor),
        guardian: aPerson(900_000 + visitor.id, { birthDate: '1980-01-01' }),
        phone: '13812345678',
      });
      if (!reply.ok) continue;
      const { id } = (reply.data as { reservation: { id: string } }).reservation;
      this.counts.booked += 1;
      if (visitor.shows) {
        const arrives = Math.max(505, startOf(slot) + visitor.relativeToStart);
        this.agenda.add(arrives, () => this.checkIn(visitor, id));
      } else {
        this.counts.noShows += 1;
      }
      return startOf(slot);
    }
    return undefined;
  }

  private async arriveOnFoot(visitor: Visitor): Promise<void> {
    const people = peopleOf(visitor);
    const green = visitor.green === undefined ? {} : { green: visitor.green };
    await this.join(visitor, 'take', { hall: this.hall, people, ...green });
  }

  private async checkIn(visitor: Visitor, reservation: string): Promise<void> {
    await this.join(visitor, 'checkIn', { reservation });
  }

  private async join(visitor: Visitor, operation: 'take' | 'checkIn', input: object): Promise<void> {
    const presence = { arriveInMinutes: 0 };
    const reply = await this.citizen.reply('tickets', operation, { ...input, presence });
    if (!reply.ok) {
      if (operation === 'checkIn') this.counts.tooLate += 1;
      else this.counts.turnedAway += 1;
      return;
    }
    const { ticket } = reply.data as { ticket: Ticket };
    this.counts.tickets += 1;
    const waiting = { visitor, ticket, joinedAt: this.minute };
    this.byTicket.set(ticket.id, waiting);
    if (operation === 'take' && visitor.givesUp) {
      this.agenda.add(this.minute + parameters.givesUpAfterMinutes, () => this.giveUp(waiting));
    }
    await this.wakeOne();
  }

  private async giveUp({ ticket, calledAt }: Waiting): Promise<void> {
    if (calledAt === undefined) await this.citizen.code('tickets', 'leave', { ticket: ticket.id });
  }

  private async wakeOne(): Promise<void> {
    const [window] = this.idle;
    if (window === undefined || isMidday(this.minute) || this.minute < 510) return;
    this.idle.delete(window);
    await this.callNext(window);
  }

  private async callNext(window: number): Promise<void> {
    if (isMidday(this.minute)) return this.agenda.add(810, () => this.callNext(window));
    const clerk = this.clerks[window]!;
    const { entry } = await clerk.get<{ entry?: DeskEntry }>('desk', 'callNext', {
      hall: this.hall,
      window: window + 1,
    });
    if (entry?.ticket === undefined) {
      this.idle.add(window);
      return;
    }
    const waiting = this.byTicket.get(entry.ticket)!;
    const first = waiting.calledAt === undefined;
    if (first) this.observe(waiting, entry);
    if (first && waiting.visitor.missesFirstCall) {
      this.agenda.add(this.minute + 1.5, () => this.giveUpOn(window, entry.ticket!));
      return;
    }
    this.agenda.add(this.minute + 0.5, () => this.serve(window, waiting));
  }

  private observe(waiting: Waiting, { booked, green }: DeskEntry): void {
    waiting.calledAt = this.minute;
    this.waits.push({
      hall: this.hall,
      track: green !== undefined ? 'green' : booked ? 'booked' : 'walk-in',
      told: waiting.ticket.wait,
      actual: this.minute - waiting.joinedAt,
    });
  }

  private async giveUpOn(window: number, ticket: string): Promise<void> {
    const step = { hall: this.hall, ticket };
    await this.clerks[window]!.get('desk', 'recall', step);
    await this.clerks[window]!.get('desk', 'noShow', step);
    await this.callNext(window);
  }

  private async serve(window: number, { visitor, ticket }: Waiting): Promise<void> {
    const clerk = this.clerks[window]!;
    const step = { hall: this.hall, ticket: ticket.id };
    await clerk.get('desk', 'start', step);
    this.agenda.add(this.minute + visitor.minutes, async () => {
      await clerk.get('desk', 'complete', visitor.papersIncomplete ? { ...step, accepted: [] } : step);
      this.endedAt = this.minute;
      await this.callNext(window);
    });
  }
}

/** Windows rest from noon until half past one; who is being served then is served. */
function isMidday(minute: number): boolean {
  return minute >= 720 && minute < 810;
}

function startOf(slot: string): number {
  const time = slot.split('.')[3] ?? '';
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(2));
}

function peopleOf({ id, people }: Visitor) {
  return people.map(({ services, birthDate }, index) => ({
    person: aPerson(id * 5 + index, { birthDate }),
    services,
  }));
}
