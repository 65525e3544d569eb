import type { Reservation } from '../../contract/reservations';
import type { Rooms } from '../../contract/rooms';
import type { Api } from '../../src/api/createApi';
import type { Storage } from '../../src/platform/storage';

/** A phone's storage in memory; `kept` is what lies on the phone. */
export function memoryStorage(initial: Readonly<Record<string, unknown>> = {}) {
  const kept = new Map<string, unknown>(Object.entries(initial));
  const storage: Storage = {
    read: (key) => kept.get(key),
    write: (key, value) => void kept.set(key, JSON.parse(JSON.stringify(value))),
    remove: (key) => void kept.delete(key),
  };
  return { storage, kept };
}

export interface Sent {
  readonly room: keyof Rooms;
  readonly operation: string;
  readonly input: unknown;
}

/** An api whose answers the test gives, and which remembers what was asked. */
export function answeringApi(answer: (sent: Sent) => unknown): { readonly api: Api; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const api: Api = {
    async call(room, operation, input) {
      const asked = { room, operation, input };
      sent.push(asked);
      return (await answer(asked)) as never;
    },
  };
  return { api, sent };
}

/** A reservation as the service shows it, with every field filled in. */
export function aReservation(changes: Partial<Reservation> = {}): Reservation {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    code: 'K7M39QXA',
    status: 'booked',
    hall: 'xihu',
    hallName: { zh: '西湖', en: 'Xihu' },
    lane: 'appointment',
    slot: 'xihu.appointment.2026-11-24.0900',
    date: '2026-11-24',
    start: '09:00',
    end: '09:30',
    people: [],
    phone: '138****5678',
    promisedOn: '2026-12-03',
    promiseProvisional: false,
    actions: ['show-code', 'reschedule', 'cancel'],
    cancellingIsLate: false,
    changeUntil: '2026-11-24T00:00:00.000Z',
    ...changes,
  };
}
