import { makeAutoObservable } from 'mobx';
import type { InputOf, OutputOf, Rooms } from '../../contract/rooms';
import type { Possible } from '../../domain/guide/materials';
import type { Api } from '../api/createApi';
import { Loadable } from './Loadable';

export type Person = OutputOf<Rooms['identity']['listPeople']>['people'][number];
export type DeclaredPerson = InputOf<Rooms['identity']['savePerson']>['person'];

/** The people whom this account books for; their numbers come masked and are not kept on the phone. */
export class PeopleStore {
  readonly people: Loadable<readonly Person[]>;
  private readonly api: Api;

  constructor(api: Api, clock: () => number) {
    this.api = api;
    this.people = new Loadable({ clock });
    makeAutoObservable<this, 'api'>(this, { api: false, people: false });
  }

  load(): Promise<void> {
    return this.people.load(async () => (await this.api.call('identity', 'listPeople', {})).people);
  }

  get list(): readonly Person[] {
    return this.people.value ?? [];
  }

  /** Adds a person, or changes the one with `id`. Rejects with an `ApiError`. */
  async save(person: DeclaredPerson, id?: string): Promise<Person> {
    const input = id === undefined ? { person } : { id, person };
    const saved = await this.api.call('identity', 'savePerson', input);
    const others = this.list.filter((other) => other.id !== saved.person.id);
    this.people.accept([...others, saved.person]);
    return saved.person;
  }

  async remove(id: string): Promise<void> {
    await this.api.call('identity', 'removePerson', { id });
    this.people.accept(this.list.filter((person) => person.id !== id));
  }

  forget(): void {
    this.people.forget();
  }
}

/** A person's masked name, with the end of their number where two names look the same. */
export function tellApart(person: Person, everyone: readonly Person[]): string {
  const twins = everyone.filter(({ name }) => name === person.name);
  return twins.length > 1 ? `${person.name} ${person.documentNumber.slice(-4)}` : person.name;
}

/** What is known of a saved person, in the words of the guide. */
export function knownOf({ needsGuardian, residence }: Person): Possible {
  return {
    age: needsGuardian ? ['child'] : ['adult', 'elder'],
    ...(residence === 'in-province' ? { residence: ['hangzhou', 'zhejiang'] } : {}),
  };
}
