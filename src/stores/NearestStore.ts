import { makeAutoObservable } from 'mobx';
import type { InputOf, OutputOf, Rooms } from '../../contract/rooms';
import type { Service } from '../../domain/service';
import type { Api } from '../api/createApi';
import type { Storage } from '../platform/storage';
import { Loadable } from './Loadable';
import type { PlaceStore } from './PlaceStore';
import type { SlotSearchStore } from './SlotSearchStore';

type Input = InputOf<Rooms['windows']['nearest']>;
export type Nearest = OutputOf<Rooms['windows']['nearest']>;
export type VisitOption = Nearest['options'][number];

/** Statements about oneself that open a shorter way, one tap each. */
export const traits = ['renews-here', 'sixty', 'priority', 'group', 'visit', 'business', 'student'] as const;

export type Trait = (typeof traits)[number];

/** When the person can come. */
export const freeTimes = ['any', 'mornings', 'afternoons', 'saturdays'] as const;

export type FreeTimes = (typeof freeTimes)[number];

const KEY = 'nearest';

interface Kept {
  readonly traits?: readonly Trait[];
}

/** Where and when to be served best, for whom. */
export class NearestStore {
  readonly answer: Loadable<Nearest>;
  chosenTraits: readonly Trait[];
  freeTimes: FreeTimes = 'any';
  /** Only ways that need no booking are shown. */
  noBooking = false;
  private readonly api: Api;
  private readonly place: PlaceStore;
  private readonly search: SlotSearchStore;
  private readonly storage: Storage;
  private readonly usualHall: () => string | undefined;

  constructor(options: {
    api: Api;
    place: PlaceStore;
    search: SlotSearchStore;
    storage: Storage;
    clock: () => number;
    usualHall: () => string | undefined;
  }) {
    const { api, place, search, storage, clock, usualHall } = options;
    this.api = api;
    this.place = place;
    this.search = search;
    this.storage = storage;
    this.usualHall = usualHall;
    this.answer = new Loadable({ clock });
    this.chosenTraits = ((storage.read(KEY) ?? {}) as Kept).traits ?? [];
    makeAutoObservable<this, 'api' | 'place' | 'search' | 'storage' | 'usualHall'>(this, {
      api: false,
      place: false,
      search: false,
      storage: false,
      usualHall: false,
      answer: false,
    });
  }

  /** The statements that can matter for what the person wants. */
  get offeredTraits(): readonly Trait[] {
    return traitsFor(this.search.service);
  }

  has(trait: Trait): boolean {
    return this.chosenTraits.includes(trait);
  }

  /** Endorsements exclude each other; everything else adds up. */
  toggleTrait(trait: Trait): void {
    const others = this.chosenTraits.filter(
      (each) => each !== trait && !(isEndorsement(each) && isEndorsement(trait)),
    );
    this.chosenTraits = this.has(trait) ? others : [...others, trait];
    this.storage.write(KEY, { traits: [...this.chosenTraits] } satisfies Kept);
  }

  /** Says one thing of the person that they said elsewhere. */
  claim(trait: Trait): void {
    if (!this.has(trait)) this.toggleTrait(trait);
  }

  chooseNoBooking(only: boolean): void {
    this.noBooking = only;
  }

  /** The ways as they are to be shown, the best first. */
  get options(): readonly VisitOption[] {
    return this.answer.value?.options ?? [];
  }

  chooseFreeTimes(freeTimes: FreeTimes): void {
    this.freeTimes = freeTimes;
  }

  load({ forget = false } = {}): Promise<void> {
    return this.answer.load(() => this.api.call('windows', 'nearest', this.toInput()), { forget });
  }

  private toInput(): Input {
    const { service, partySize } = this.search;
    const usualHall = this.usualHall();
    return {
      service,
      partySize,
      ...(this.noBooking ? { booking: 'none' as const } : {}),
      ...this.place.from,
      ...(usualHall === undefined ? {} : { usualHall }),
      when: { ...whenOf[this.freeTimes] },
      about: aboutOf(this.offeredTraits.filter((trait) => this.has(trait))),
    };
  }
}

const whenOf: Readonly<Record<FreeTimes, NonNullable<Input['when']>>> = {
  any: {},
  mornings: { latestStart: '12:00' },
  afternoons: { earliestStart: '12:00' },
  saturdays: { weekdays: [6] },
};

const endorsementOf = { group: 'L', visit: 'G', business: 'S' } as const;

function isEndorsement(trait: Trait): trait is keyof typeof endorsementOf {
  return trait in endorsementOf;
}

function traitsFor(service: Service): readonly Trait[] {
  if (service === 'hkm-endorsement') return ['group', 'visit', 'business', 'sixty', 'priority', 'student'];
  if (service === 'tw-endorsement' || service === 'exit-entry-permit')
    return ['sixty', 'priority', 'student'];
  return ['renews-here', 'sixty', 'priority', 'student'];
}

/** A chip says the whole of what its shortcut asks, so that one tap is enough. */
function aboutOf(chosen: readonly Trait[]): NonNullable<Input['about']> {
  const endorsement = chosen.find(isEndorsement);
  return {
    ...(chosen.includes('renews-here')
      ? { pilotHousehold: true, purpose: 'renewal', age: '16-to-59' as const }
      : {}),
    ...(chosen.includes('sixty') ? { age: '60-or-more' as const } : {}),
    ...(chosen.includes('priority') ? { needsPriority: true } : {}),
    ...(chosen.includes('student') ? { student: true } : {}),
    ...(endorsement === undefined
      ? {}
      : {
          endorsement: endorsementOf[endorsement],
          cardPermit: true,
          // G at a kiosk is for households of the city, and the chip says so.
          ...(endorsement === 'visit' ? { cityHousehold: true } : {}),
        }),
  };
}
