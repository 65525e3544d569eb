import { makeAutoObservable, runInAction } from 'mobx';
import type { Reservation } from '../../contract/reservations';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { FreeSlot } from '../../domain/availability/freeSlot';
import { parseSlotId } from '../../domain/availability/slotId';
import { isPhoneNumber, normalisePhoneNumber } from '../../domain/person/phoneNumber';
import type { Service } from '../../domain/service';
import { type ApiError, toApiError } from '../api/ApiError';
import type { Api } from '../api/createApi';
import type { Storage } from '../platform/storage';
import { Loadable } from './Loadable';
import type { PeopleStore, Person } from './PeopleStore';

export type Promised = OutputOf<Rooms['slots']['promise']>;

const KEY = 'last-party';

interface Kept {
  readonly people?: readonly string[];
  readonly phone?: string;
}

/** An approved request that opens its lane, with whom and what it is for. */
export interface ApprovedRequest {
  readonly id: string;
  readonly people: readonly {
    readonly name: string;
    readonly documentNumber: string;
    readonly services: readonly Service[];
  }[];
}

interface BookingOptions {
  readonly api: Api;
  readonly people: PeopleStore;
  readonly storage: Storage;
  readonly clock: () => number;
}

/** A booking before it is made: the slot, who comes and for what. The party stays when the slot changes. */
export class BookingStore {
  slot = '';
  services: readonly Service[] = ['passport'];
  chosen: readonly string[] = [];
  guardian: string | undefined = undefined;
  phone = '';
  /** The person declared that everyone who applies is a student. */
  declaredStudents = false;
  /** The approved request with which it is booked, in a lane that needs one. */
  request: string | undefined = undefined;
  private approved: ApprovedRequest | undefined = undefined;
  busy = false;
  error: ApiError | undefined = undefined;
  readonly promise: Loadable<Promised>;
  private readonly api: Api;
  private readonly people: PeopleStore;
  private readonly storage: Storage;

  constructor({ api, people, storage, clock }: BookingOptions) {
    this.api = api;
    this.people = people;
    this.storage = storage;
    this.promise = new Loadable({ clock });
    makeAutoObservable<this, 'api' | 'people' | 'storage'>(this, {
      api: false,
      people: false,
      storage: false,
      promise: false,
    });
  }

  /** The next booking that begins with this request is for its people and services. */
  takeRequest(approved: ApprovedRequest): void {
    this.approved = approved;
  }

  /** Begins with a slot and a service, and with those who came last time or whom the request names. */
  begin(slot: string, service: Service, request?: string): void {
    const kept = (this.storage.read(KEY) ?? {}) as Kept;
    const approved = request === undefined || this.approved?.id !== request ? undefined : this.approved;
    this.slot = slot;
    this.request = request;
    this.services = approved === undefined ? [service] : servicesOf(approved);
    this.chosen = approved === undefined ? (kept.people ?? []) : this.savedAmong(approved);
    this.phone = kept.phone ?? '';
    this.guardian = undefined;
    this.declaredStudents = false;
    this.changed();
  }

  /** Saved people whom a request names: it shows them masked, as they are saved. */
  private savedAmong({ people }: ApprovedRequest): readonly string[] {
    return this.people.list
      .filter((saved) =>
        people.some(
          ({ name, documentNumber }) => name === saved.name && documentNumber === saved.documentNumber,
        ),
      )
      .map(({ id }) => id);
  }

  /** Takes another slot; everyone and everything else stays. */
  chooseSlot(slot: string): void {
    this.slot = slot;
    this.changed();
  }

  togglePerson(id: string): void {
    this.chosen = this.party.some((person) => person.id === id)
      ? this.party.filter((person) => person.id !== id).map((person) => person.id)
      : [...this.party.map((person) => person.id), id];
    this.changed();
  }

  toggleService(service: Service): void {
    const without = this.services.filter((each) => each !== service);
    if (without.length === this.services.length) this.services = [...this.services, service];
    else if (without.length > 0) this.services = without;
    this.changed();
  }

  chooseGuardian(id: string): void {
    this.guardian = id;
    this.changed();
  }

  declareStudents(): void {
    this.declaredStudents = !this.declaredStudents;
    this.changed();
  }

  writePhone(phone: string): void {
    this.phone = phone;
    this.changed();
  }

  /** The chosen people who are still saved; the only person there is comes unasked. */
  get party(): readonly Person[] {
    const { list } = this.people;
    const chosen = list.filter(({ id }) => this.chosen.includes(id));
    return chosen.length === 0 && list.length === 1 ? list : chosen;
  }

  get needsGuardian(): boolean {
    return (
      this.party.some((person) => person.needsGuardian) && !this.party.some((person) => person.mayBeGuardian)
    );
  }

  /** Saved adults who could come along. */
  get guardians(): readonly Person[] {
    return this.people.list.filter((person) => person.mayBeGuardian && !this.party.includes(person));
  }

  get chosenGuardian(): Person | undefined {
    if (!this.needsGuardian) return undefined;
    return (
      this.guardians.find(({ id }) => id === this.guardian) ??
      (this.guardians.length === 1 ? this.guardians[0] : undefined)
    );
  }

  /** A saved phone serves, so that nobody types it twice. */
  get needsPhone(): boolean {
    return ![...this.party, this.chosenGuardian].some((person) => person?.phone !== undefined);
  }

  /** Long enough to be judged, and no number that messages can be sent to. */
  get phoneIsWrong(): boolean {
    const phone = normalisePhoneNumber(this.phone);
    return phone.length >= 11 && !isPhoneNumber(phone);
  }

  /** What is still to be filled in before it can be booked; undefined when nothing is. */
  get missing(): 'person' | 'guardian' | 'phone' | 'students' | undefined {
    if (this.party.length === 0) return 'person';
    if (this.needsGuardian && this.chosenGuardian === undefined) return 'guardian';
    if (this.needsPhone && !isPhoneNumber(normalisePhoneNumber(this.phone))) return 'phone';
    if (this.forStudents && !this.declaredStudents) return 'students';
    return undefined;
  }

  /** The slot is of a student session. */
  get forStudents(): boolean {
    return parseSlotId(this.slot)?.lane === 'student';
  }

  get taken(): boolean {
    return this.error?.code === 'SLOT_FULL' || this.error?.code === 'TOO_LATE_TO_BOOK';
  }

  /** What is still free when the slot was taken meanwhile. */
  get alternatives(): readonly FreeSlot[] {
    const instead = this.error?.details.instead;
    return typeof instead === 'object' ? instead : [];
  }

  /** By when the documents are ready: of the party, whoever waits longest decides. */
  async loadPromise(): Promise<void> {
    const slot = parseSlotId(this.slot);
    if (slot === null) return;
    const { date: acceptedOn, lane } = slot;
    const outside = this.party.some(({ residence }) => residence === 'out-of-province');
    const residence = outside ? 'out-of-province' : 'in-province';
    const ask = async () => {
      const questions = this.services.map((service) =>
        this.api.call('slots', 'promise', { service, lane, residence, acceptedOn }),
      );
      const promises = await Promise.all(questions);
      return promises.reduce((latest, each) => (each.promisedOn > latest.promisedOn ? each : latest));
    };
    await this.promise.load(ask);
  }

  /** Books; null when it was refused (see `error`) or is under way already. */
  async book(): Promise<Reservation | null> {
    if (this.busy || this.missing !== undefined) return null;
    this.busy = true;
    this.error = undefined;
    try {
      const { reservation } = await this.api.call('reservations', 'make', this.toInput());
      runInAction(() => this.changed());
      this.keepParty();
      return reservation;
    } catch (error) {
      runInAction(() => {
        this.error = toApiError(error);
      });
      return null;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }

  private toInput() {
    const { slot, request } = this;
    return {
      slot,
      ...(request === undefined ? {} : { request }),
      ...this.partyInput,
      ...(this.forStudents ? { students: this.declaredStudents } : {}),
    };
  }

  /** Who comes for what, as the service takes it. */
  get partyInput() {
    const services = [...this.services];
    const guardian = this.chosenGuardian;
    return {
      people: this.party.map(({ id }) => ({ person: { id }, services })),
      ...(guardian === undefined ? {} : { guardian: { id: guardian.id } }),
      ...(this.needsPhone ? { phone: normalisePhoneNumber(this.phone) } : {}),
    };
  }

  private changed(): void {
    this.error = undefined;
  }

  /** Leaves nothing of the people on the phone. */
  forget(): void {
    this.chosen = [];
    this.guardian = undefined;
    this.phone = '';
    this.request = undefined;
    this.approved = undefined;
    this.error = undefined;
    this.storage.remove(KEY);
  }

  /** Remembers who came, for the next time. */
  keepParty(): void {
    const kept: Kept = { people: this.party.map(({ id }) => id), phone: this.phone };
    this.storage.write(KEY, kept);
  }
}

function servicesOf({ people }: ApprovedRequest): readonly Service[] {
  return [...new Set(people.flatMap(({ services }) => services))];
}
