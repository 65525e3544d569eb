import { randomUUID } from 'node:crypto';
import { totpCode } from '../../../cloudfunctions/identity/secondFactor';
import type { DeskEntry } from '../../../contract/desk';
import { timeStepOf } from '../../../domain/trust/timeCode';
import { aPerson } from '../../support/people';
import type { Phone } from '../host/driver/Phone';
import type { Launch } from '../host/page/launch';
import type { Platform } from '../host/program';
import { Citizen } from './Citizen';
import type { Story } from './journey';
import { nextSerial } from './serials';
import { readShared } from './shared';

type Role = 'clerk' | 'lead' | 'supervisor';

/** A member of staff whose phone is bound to a post as it is in real life: invited, and with a second factor. */
export class Clerk {
  /** Who holds the phone. */
  readonly name: string;
  private readonly secret: Buffer;

  private constructor(name: string, secret: Buffer) {
    this.name = name;
    this.secret = secret;
  }

  static async bind(platform: Platform, role: Role, hall: string): Promise<Clerk> {
    const name = `s-${randomUUID().slice(0, 13)}`;
    const owner = await Citizen.onPhone(readShared().service, platform, name);
    const { totp } = await owner.call<{ totp: { secret: string } }>('identity', 'bindStaff', {
      code: await invite(role, hall),
    });
    return new Clerk(name, fromBase32(totp.secret));
  }

  /** The app on this person's phone, at the desk's entrance. */
  async enter(story: Story, launch: Partial<Launch> = {}): Promise<Phone> {
    const phone = await story.open({ citizen: this.name, url: 'desk/enter/index', ...launch });
    await phone.tap('#enter-desk');
    await phone.sees('#go-window');
    return phone;
  }

  /** What the authenticator shows now, by the hall's clock. */
  async code(hall: string): Promise<string> {
    const { asOf } = await (await colleague(hall)).call<{ asOf: string }>('desk', 'windows', { hall });
    return totpCode(this.secret, timeStepOf(new Date(asOf)));
  }
}

/** The one-time code of a new post. */
export async function invite(role: Role, hall: string): Promise<string> {
  const supervisor = await Citizen.onDuty(readShared().service, '*');
  return (await supervisor.call<{ code: string }>('oversight', 'inviteStaff', { role, hall })).code;
}

/** Somebody else of the same hall, through the service's own interface. */
export function colleague(hall: string): Promise<Citizen> {
  return Citizen.onDuty(readShared().service, hall);
}

/** A ticket for somebody without a phone. */
export async function issueTicket(hall: string): Promise<DeskEntry> {
  const people = [{ person: aPerson(nextSerial()), services: ['passport'] }];
  const desk = await colleague(hall);
  return (await desk.call<{ entry: DeskEntry }>('desk', 'issueTicket', { hall, people })).entry;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
