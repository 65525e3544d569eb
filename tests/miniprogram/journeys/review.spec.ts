import type { Request } from '../../../contract/requests';
import type { Citizen } from '../support/Citizen';
import { Clerk } from '../support/Clerk';
import { journey, type Story } from '../support/journey';

/** A hall whose requests no other journey decides; each platform has its own. */
const hallOf = ({ platform }: Story) => (platform === 'weapp' ? 'yuhang' : 'shangcheng');

async function statusOf(citizen: Citizen, request: string): Promise<Pick<Request, 'status' | 'note'>> {
  return (await citizen.call<{ request: Request }>('requests', 'get', { request })).request;
}

journey('a lead reads the proof and decides in a few taps', async (story) => {
  const hall = hallOf(story);
  const citizen = await story.stranger();
  const [unclear, good] = [await citizen.ask('exam', hall), await citizen.ask('funeral', hall)];
  const lead = await Clerk.bind(story.platform, 'lead', hall);
  const phone = await lead.enter(story);
  await phone.returnToApp('desk/review/index');
  await phone.reads('#counts', /待审核\d+件/);
  await phone.reads(`#request-${good.id}`, '奔丧');

  await phone.tap(`#request-${unclear.id}`);
  await phone.arrivesAt('desk/review/request/index');
  await phone.reads('#open-paper', 'PDF');
  await phone.tap('#open-paper');
  await phone.settles();
  expect((await phone.calls('openDocument')).map(({ outcome }) => outcome)).toEqual(['ok']);
  await phone.tap('#refuse');
  await phone.sees('#decide.button--disabled');
  await phone.tap('#quick-unclear');
  await phone.tap('#decide:not(.button--disabled)');
  // A decision needs the second factor, once for a while.
  await phone.write('#totp', await lead.code(hall));
  await phone.tap('#give-totp:not(.button--disabled)');
  await phone.arrivesAt('desk/review/index');
  await phone.seesNo(`#request-${unclear.id}`);
  expect(await statusOf(citizen, unclear.id)).toMatchObject({
    status: 'refused',
    note: '材料看不清，请重拍',
  });

  await phone.tap(`#request-${good.id}`);
  await phone.tap('#approve');
  await phone.tap('#decide');
  await phone.arrivesAt('desk/review/index');
  await phone.seesNo(`#request-${good.id}`);
  expect(await statusOf(citizen, good.id)).toMatchObject({ status: 'approved' });
  await phone.tap('#show-decided');
  await phone.reads(`#request-${good.id}`, '已通过');
});
