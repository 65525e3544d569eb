import { freshHangzhou } from '../support/freshDatabase';
import { checkParallel, checkRetry, writes } from './checkRetries';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld(await freshHangzhou());
});
afterAll(() => world.database.close());

describe.each(writes)('$name', (write) => {
  it('answers a retry with the first answer, whatever the rules say by then', () => checkRetry(world, write));

  it('answers a retry in parallel with the first answer', () => checkParallel(world, write));
});
