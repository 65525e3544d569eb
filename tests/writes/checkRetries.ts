import { newId } from '../../cloudfunctions/_runtime/ids';
import type { Operation } from '../../contract/operation';
import { type Rooms, rooms } from '../../contract/rooms';
import type { Asking, Service, TestReply } from '../support/service';
import { cases } from './cases';
import { NOW, type Ready, type World } from './world';

type Arrange = (world: World) => Promise<Ready>;

/** Every write of the contract with what makes it ready. */
export const writes = (Object.keys(rooms) as (keyof Rooms)[]).flatMap((room) => {
  const operations: Readonly<Record<string, Operation>> = rooms[room];
  const arranged: Readonly<Record<string, Arrange>> = cases[room] as never;
  return Object.keys(operations)
    .filter((name) => operations[name]?.kind === 'write')
    .map((name) => ({ name: `${room}.${name}`, room, operation: name, arrange: arranged[name] }));
});

type WriteCase = (typeof writes)[number];

async function arrange(world: World, write: WriteCase): Promise<Ready> {
  world.setNow(NOW);
  await world.empty();
  if (write.arrange === undefined) throw new Error(`${write.name} has no case.`);
  return write.arrange(world);
}

function caller(service: Service, { room, operation }: WriteCase, by: Asking) {
  return (input: unknown, idempotencyKey: string): Promise<TestReply> =>
    service.call(room, operation, input, { ...by, idempotencyKey });
}

/** One after the other: the first answer again, nothing done twice, and no other use of the key. */
export async function checkRetry(world: World, write: WriteCase): Promise<void> {
  const ready = await arrange(world, write);
  const send = caller(world.here, write, ready.by);
  const key = newId();

  const first = await send(ready.input, key);
  expect(first).toMatchObject({ ok: true });
  const deeds = await world.countDeeds();
  expect(await send(ready.input, key)).toEqual(first);
  expect(await caller(world.there, write, ready.by)(ready.input, key)).toEqual(first);

  const reused = { ok: false, error: { code: 'IDEMPOTENCY_KEY_REUSED' } };
  if (ready.other !== undefined) expect(await send(ready.other, key)).toMatchObject(reused);
  if (ready.by.token !== undefined) {
    const elsewhere = write.name === 'identity.endSignIn' ? 'startLink' : 'endSignIn';
    const asking = { ...ready.by, idempotencyKey: key };
    expect(await world.here.call('identity', elsewhere, {}, asking)).toMatchObject(reused);
  }

  await (ready.spoil ?? world.endSignIns)();
  expect(await send(ready.input, newId())).toMatchObject({
    ok: false,
    error: { code: ready.refused ?? 'NOT_SIGNED_IN' },
  });
  expect(await send(ready.input, key)).toEqual(first);
  if (ready.spoil === undefined) expect(await world.countDeeds()).toBe(deeds);
}

/** At the same moment, at two instances: both hear one answer, and it is done once. */
export async function checkParallel(world: World, write: WriteCase): Promise<void> {
  const ready = await arrange(world, write);
  const key = newId();
  const instances = [world.here, world.there, world.here, world.there];

  const replies = await Promise.all(
    instances.map((service) => caller(service, write, ready.by)(ready.input, key)),
  );
  const deeds = await world.countDeeds();

  const [first] = replies;
  expect(first).toMatchObject({ ok: true });
  for (const reply of replies) expect(reply).toEqual(first);
  expect(await caller(world.there, write, ready.by)(ready.input, key)).toEqual(first);
  expect(await world.countDeeds()).toBe(deeds);
}
