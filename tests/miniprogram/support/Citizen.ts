import { randomUUID } from 'node:crypto';
import type { Request } from '../../../contract/requests';
import type { Reservation } from '../../../contract/reservations';
import type { Ticket } from '../../../contract/tickets';
import { consentVersions } from '../../../domain/trust/consents';
import { aPdf } from '../../support/evidenceFiles';
import { aPerson } from '../../support/people';
import type { Platform } from '../host/program';
import { nextSerial } from './serials';

interface Answer<Data> {
  readonly ok: boolean;
  readonly data: Data;
  readonly error?: { readonly code: string };
}

/** Someone who uses the service through its HTTP interface, beside the phone under test. */
export class Citizen {
  readonly name: string;
  private readonly service: string;
  private token: string | undefined;

  private constructor(service: string, name: string) {
    this.service = service;
    this.name = name;
  }

  /** The account that a phone of this platform has when this person holds it; they have agreed to how it is used. */
  static async onPhone(service: string, platform: Platform, name: string): Promise<Citizen> {
    const citizen = new Citizen(service, name);
    const signIn = { channel: platform === 'weapp' ? 'wechat' : 'alipay', code: `demo:${name}` };
    const { token } = await (platform === 'weapp'
      ? citizen.post<{ token: string }>('/dev/wechat/identity', {
          openid: `demo:${name}`,
          event: { operation: 'signIn', input: signIn },
        })
      : citizen.post<{ token: string }>('/api/identity/signIn', signIn));
    citizen.token = token;
    await citizen.agree();
    return citizen;
  }

  static async onTheWeb(service: string, name = `web-${randomUUID()}`.slice(0, 30)): Promise<Citizen> {
    const citizen = new Citizen(service, name);
    const signIn = { channel: 'web', code: `demo:${name}` };
    citizen.token = (await citizen.post<{ token: string }>('/api/identity/signIn', signIn)).token;
    await citizen.agree();
    return citizen;
  }

  /** A member of staff: `xihu` leads that hall, `xihu:clerk` sits at a window, `*` supervises the city. */
  static async onDuty(service: string, post: string): Promise<Citizen> {
    const staff = new Citizen(service, post);
    const signIn = { channel: 'web', code: `demo-staff:${post}` };
    staff.token = (await staff.post<{ token: string }>('/api/identity/signIn', signIn)).token;
    return staff;
  }

  /** Calls an operation; rejects with the error's code when the answer is no. */
  async call<Data = unknown>(room: string, operation: string, input: unknown): Promise<Data> {
    return this.post<Data>(`/api/${room}/${operation}`, input);
  }

  async savePerson(
    changes: { birthDate?: string; name?: string; phone?: string } = {},
  ): Promise<{ id: string; name: string }> {
    const { phone = '13800138000', ...rest } = changes;
    const person = { ...aPerson(nextSerial(), rest), phone };
    const saved = await this.call<{ person: { id: string; name: string } }>('identity', 'savePerson', {
      person,
    });
    return saved.person;
  }

  async book(slot: string, people: number, service = 'passport'): Promise<Reservation> {
    const party = Array.from({ length: people }, () => ({
      person: aPerson(nextSerial()),
      services: [service],
    }));
    const input = { slot, people: party, phone: '13800138001' };
    return (await this.call<{ reservation: Reservation }>('reservations', 'make', input)).reservation;
  }

  /** Takes a ticket as somebody who stands at the hall. */
  async takeTicket(hall: string, people = 1, service = 'passport'): Promise<Ticket> {
    const party = Array.from({ length: people }, () => ({ person: aPerson(nextSerial()) }));
    const input = { hall, service, people: party, presence: { arriveInMinutes: 0 } };
    return (await this.call<{ ticket: Ticket }>('tickets', 'take', input)).ticket;
  }

  async tickets(): Promise<readonly Ticket[]> {
    return (await this.call<{ tickets: Ticket[] }>('tickets', 'listMine', {})).tickets;
  }

  /** Sends an urgent request with a small file as proof. */
  async ask(reason: string, hall: string, proof: Buffer = aPdf()): Promise<Request> {
    const evidence = randomUUID();
    const file = { evidence, part: 0, parts: 1, data: proof.toString('base64') };
    await this.call('requests', 'uploadEvidence', file);
    const people = [{ person: aPerson(nextSerial()), services: ['passport'] }];
    const input = { kind: 'urgent', reason, hall, people, evidence: [evidence] };
    return (await this.call<{ request: Request }>('requests', 'submit', input)).request;
  }

  async reservations(): Promise<readonly Reservation[]> {
    return (await this.call<{ reservations: Reservation[] }>('reservations', 'listMine', {})).reservations;
  }

  /** Free slots of a hall and day with how many seats each has. */
  async freeSlots(
    hall: string,
    date: string,
  ): Promise<readonly { id: string; open: number; start: string }[]> {
    type Found = { halls: { days: { slots?: { id: string; open: number; start: string }[] }[] }[] };
    const query = { service: 'passport', from: date, to: date, halls: [hall] };
    const { halls } = await this.call<Found>('slots', 'search', query);
    return (halls[0]?.days[0]?.slots ?? []).filter(({ open }) => open > 0);
  }

  private async agree(): Promise<void> {
    await this.call('privacy', 'giveConsent', { purpose: 'booking', version: consentVersions.booking });
  }

  private async post<Data>(path: string, body: unknown): Promise<Data> {
    const response = await fetch(this.service + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Answer<Data>;
    if (!answer.ok) throw new Error(`${path}: ${answer.error?.code}`);
    return answer.data;
  }
}
