import type { Request } from '../../../contract/requests';
import type { Phone } from '../host/driver/Phone';
import type { Citizen } from '../support/Citizen';
import { colleague } from '../support/Clerk';
import { BOOK } from '../support/ids';
import { journey, type Story } from '../support/journey';
import { aDocumentToChoose, aPhotoToChoose } from '../support/proofs';

/** The special lanes have few seats, so each platform has a hall of its own. */
const hallOf = ({ platform }: Story) =>
  platform === 'weapp' ? { code: 'city', name: '市本级（上城区）' } : { code: 'xiaoshan', name: '萧山区' };
const SEND = '#send-request:not(.button--disabled)';

async function onlyRequest(citizen: Citizen): Promise<Request> {
  const { requests } = await citizen.call<{ requests: Request[] }>('requests', 'listMine', {});
  expect(requests).toHaveLength(1);
  return requests[0]!;
}

/** The decision is made elsewhere; the person pulls the page down. */
async function decided(
  phone: Phone,
  { hall, id: request }: Request,
  decision: 'approved' | 'refused',
  note = '',
) {
  await (await colleague(hall)).call('desk', 'review', { hall, request, decision, note });
  await phone.pullDown();
}

journey('an urgent request, from the question to the seat', async (story) => {
  const me = await story.account();
  await me.savePerson({ name: '王小明' });
  const phone = await story.open({ filesToChoose: [aPhotoToChoose()] });
  await phone.openTab(2);
  await phone.tap('#go-requests');
  await phone.sees('#no-requests');
  await phone.tap('#ask-urgent');
  await phone.arrivesAt('requests/submit/index');
  await phone.reads('#how', '预约和加急均不收费');
  await phone.reads('#reason-funeral', '死亡证明');

  await phone.tap('#reason-funeral');
  await phone.reads('#missing', '请上传证明');
  await phone.tap('#add-photo');
  await phone.sees('#file-arrived');
  await phone.sees('.evidence__picture');
  await phone.tap('.evidence__look');
  await phone.write('#statement', '外祖父去世，下周出殡');
  await phone.tap(SEND);
  await phone.arrivesAt('requests/detail/index');
  await phone.reads('#request-status', '审核中');
  // Sent on a Tuesday: a working day later at five.
  await phone.reads('#next', '11月25日 周三 17:00');

  const request = await onlyRequest(me);
  await phone.tap('#look-1');
  await decided(phone, request, 'approved', '请带原件');
  await phone.reads('#request-status', '已通过');
  await phone.reads('#note', '请带原件');
  await phone.reads('#special-window', '加急');
  // The fifth working day after Tuesday.
  await phone.reads('#promise', '12月1日');

  await phone.tap('#go-seats');
  await phone.arrivesAt('pages/slots/index');
  await phone.reads('#special-window', '加急');
  await phone.tap('.slots__slot--free');
  await phone.arrivesAt('pages/confirm/index');
  await phone.reads('#special-window', '加急');
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  await phone.reads('#status', '已预约');
  await phone.reads('#special-window', '加急');
  const [visit] = await me.reservations();
  expect(visit?.lane).toBe('urgent');

  await phone.back();
  await phone.back();
  await phone.reads('#request-status', '已约时间');
  await phone.tap('#go-reservation');
  await phone.arrivesAt('pages/reservation/index');
});

journey('a photo goes on where the network was lost; a bad file says why', async (story) => {
  const me = await story.account();
  await me.savePerson();
  const phone = await story.open({
    url: 'requests/submit/index?kind=urgent',
    filesToChoose: [aPhotoToChoose(), { name: 'not-a-document.pdf', content: btoa('#!/bin/sh\necho hello') }],
  });
  await phone.tap('#reason-exam');
  await phone.sees('#add-photo');
  await phone.goOffline();
  await phone.tap('#add-photo');
  await phone.sees('#file-stopped');
  await phone.reads('#missing', '材料还没传完');
  await phone.goOnline();
  await phone.tap('#resume');
  await phone.sees('#file-arrived');

  await phone.tap('#add-document');
  await phone.sees('#file-refused');
  await phone.reads('#file-error', '只能上传照片');
  await phone.tap('#remove-refused');
  await phone.seesNo('#file-refused');
  await phone.tap(SEND);
  await phone.arrivesAt('requests/detail/index');
  expect((await onlyRequest(me)).evidence).toHaveLength(1);
});

journey('an enterprise visit for three', async (story) => {
  const me = await story.account();
  const people = [];
  for (const name of ['陈建国', '林秀英', '周强']) people.push(await me.savePerson({ name }));
  const phone = await story.open({
    url: 'requests/submit/index?kind=enterprise',
    filesToChoose: [aDocumentToChoose()],
  });
  await phone.tap('#reason-confirmation-letter');
  await phone.tap('#add-company');
  await phone.write('#company-name', '杭州远行科技有限公司');
  await phone.write('#company-code', '91330100799655058B');
  await phone.tap('#save-company:not(.button--disabled)');
  await phone.sees('[id^="company-"].chip--chosen');
  for (const { id } of people) {
    await phone.tap(`#person-${id}`);
    await phone.sees(`#person-${id}.chip--chosen`);
  }
  await phone.tap('#add-document');
  await phone.sees('#file-arrived');
  await phone.reads('#missing', '确认函的有效期');
  await phone.pickDate('#letter-from', '2026-11-20');
  await phone.pickDate('#letter-until', '2027-05-19');
  const hall = hallOf(story);
  await phone.pick('#choose-hall', hall.name);
  await phone.tap(SEND);
  await phone.arrivesAt('requests/detail/index');

  const request = await onlyRequest(me);
  expect(request).toMatchObject({ hall: hall.code, letter: { from: '2026-11-20', until: '2027-05-19' } });
  expect(request.people).toHaveLength(3);
  await decided(phone, request, 'approved');
  await phone.tap('#go-seats');
  await phone.tap('.slots__slot--free');
  await phone.reads('#confirm-booking', '3人');
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  const [visit] = await me.reservations();
  expect(visit).toMatchObject({ lane: 'enterprise' });
  expect(visit?.people).toHaveLength(3);

  // The letter covers the next visit: nothing is asked again.
  await phone.returnToApp('requests/submit/index?kind=enterprise');
  await phone.tap('#reason-confirmation-letter');
  await phone.sees('#covered');
  await phone.tap(SEND);
  await phone.arrivesAt('requests/detail/index');
  await phone.reads('#request-status', '已通过');
  await phone.tap('#withdraw');
  await phone.confirm();
  await phone.reads('#request-status', '已撤回');
});

journey('refused, appealed with a better paper, and refused again', async (story) => {
  const me = await story.account();
  await me.savePerson();
  const phone = await story.open({
    url: 'requests/submit/index?kind=urgent',
    filesToChoose: [aPhotoToChoose()],
  });
  await phone.tap('#reason-critical-illness');
  await phone.tap('#add-photo');
  await phone.sees('#file-arrived');
  await phone.tap(SEND);
  await phone.arrivesAt('requests/detail/index');
  const request = await onlyRequest(me);
  await decided(phone, request, 'refused', '看不清医院的章');
  await phone.reads('#request-status', '未通过');
  await phone.reads('#note', '看不清医院的章');

  await phone.tap('#appeal');
  await phone.write('#appeal-reason', '重新拍了诊断证明');
  await phone.tap('#add-photo');
  await phone.sees('#file-arrived');
  await phone.tap('#send-appeal:not(.button--disabled)');
  await phone.reads('#request-status', '复核中');
  expect((await onlyRequest(me)).evidence).toHaveLength(2);

  await decided(phone, request, 'refused', '请补开证明');
  await phone.reads('#request-status', '未通过');
  await phone.seesNo('#appeal');
  await phone.sees('#ask-again');
});

journey('in English nothing is left in Chinese, in large type', async (story) => {
  await (await story.account()).savePerson({ name: 'Anna Wang' });
  const phone = await story.open({
    url: 'requests/submit/index?kind=urgent',
    language: 'en',
    fontSize: 24,
    filesToChoose: [aPhotoToChoose()],
  });
  await phone.sees('#reason-funeral');
  const chinese = async () => (await phone.pageText()).match(/\p{Script=Han}+/gu) ?? [];
  expect(await chinese()).toEqual([]);
  await phone.tap('#reason-funeral');
  await phone.tap('#add-photo');
  await phone.sees('#file-arrived');
  expect(await chinese()).toEqual([]);
  await phone.tap(SEND);
  await phone.arrivesAt('requests/detail/index');
  await phone.reads('#request-status', 'In review');
  expect(await chinese()).toEqual([]);
});
