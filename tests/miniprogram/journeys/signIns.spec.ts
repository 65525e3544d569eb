import type { Network } from '../host/driver/network';
import type { Phone } from '../host/driver/Phone';
import type { Citizen } from '../support/Citizen';
import { journey } from '../support/journey';

interface SignIn {
  readonly id: string;
  readonly current: boolean;
}

/** The operations of the room `identity` that this phone asked for, in their order. */
function identityCalls({ passed }: Network): readonly string[] {
  return passed.flatMap((request) => {
    if (request.kind === 'http') return /\/api\/identity\/(\w+)$/.exec(request.url)?.[1] ?? [];
    return request.name === 'identity' ? [(request.data as { operation: string }).operation] : [];
  });
}

/** Opens "my data", where a phone signs in so that it stands in the list. */
async function openMyData(phone: Phone): Promise<void> {
  await phone.openTab(2);
  await phone.tap('#go-my-data');
  await phone.sees('#copy-data');
  await phone.seesText('本机');
}

async function endPhone(owner: Citizen): Promise<void> {
  const { signIns } = await owner.call<{ signIns: SignIn[] }>('identity', 'listSignIns', {});
  for (const { id, current } of signIns)
    if (!current) await owner.call('identity', 'endSignIn', { signIn: id });
}

journey('signed in again with a token that has run out, without a word', async ({ open, network }) => {
  const phone = await open();
  await openMyData(phone);
  const kept = await phone.storage();
  const token = kept.token as { expiresAt: number };
  expect(token.expiresAt).toBeGreaterThan(0);
  const before = identityCalls(network).length;

  const later = await open({ storage: { ...kept, token: { ...token, expiresAt: 0 } } });
  await openMyData(later);

  const calls = identityCalls(network).slice(before);
  expect(calls.filter((operation) => operation === 'refresh')).toHaveLength(1);
  expect(calls).not.toContain('signIn');
});

journey('signed out by its owner from another device', async ({ open, account }) => {
  const owner = await account();
  await owner.savePerson();
  await owner.book('xihu.appointment.2026-11-30.1000', 1);
  const phone = await open();
  await phone.openTab(1);
  await phone.sees('[id^="reservation-"]');
  await openMyData(phone);

  await endPhone(owner);
  await phone.back();

  // Nothing of the person stays, and nobody is in again without a tap.
  await phone.sees('#sign-in-again');
  const kept = JSON.stringify(await phone.storage());
  expect(kept).not.toContain('xihu.appointment.2026-11-30.1000');
  expect(kept).not.toContain('expiresAt');
  await phone.tap('#close-sheet');
  await phone.arrivesAt('pages/home/index');
  await phone.sees('.option');

  await phone.openTab(1);
  await phone.tap('#sign-in-again');
  await phone.sees('[id^="reservation-"]');
});

journey('signed out here, and back', async ({ open }) => {
  const phone = await open();
  await openMyData(phone);
  await phone.back();
  await phone.tap('#sign-out');
  await phone.arrivesAt('pages/home/index');
  await phone.sees('.option');

  await phone.openTab(1);
  await phone.tap('#sign-in-again');
  await phone.sees('#no-reservations');
});
