import { randomUUID } from 'node:crypto';
import type { Citizen } from './Citizen';
import { readShared } from './shared';

/** Somebody who works at a hall, or for the city, through the service's own interface. */
export interface Staff {
  /** Rejects with the error's code when the answer is no. */
  call<Data = unknown>(room: string, operation: string, input: unknown): Promise<Data>;
}

/** Signs in by a demonstration post: `xihu`, `xihu:clerk`, `*`. */
export async function staffAt(post: string): Promise<Staff> {
  const { service } = readShared();
  let token: string | undefined;
  const call: Staff['call'] = async <Data>(room: string, operation: string, input: unknown) => {
    const response = await fetch(`${service}/api/${room}/${operation}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as { ok: boolean; data: Data; error?: { code: string } };
    if (!answer.ok) throw new Error(`${room}.${operation}: ${answer.error?.code}`);
    return answer.data;
  };
  const signedIn = await call<{ token: string }>('identity', 'signIn', {
    channel: 'web',
    code: `demo-staff:${post}`,
  });
  token = signedIn.token;
  return { call };
}

/** Gives the account of a phone a post at a hall, as a supervisor's code does. */
export async function employ(citizen: Citizen, hall: string, role = 'clerk'): Promise<void> {
  const supervisor = await staffAt('*');
  const { code } = await supervisor.call<{ code: string }>('oversight', 'inviteStaff', { role, hall });
  await citizen.call('identity', 'bindStaff', { code });
}
