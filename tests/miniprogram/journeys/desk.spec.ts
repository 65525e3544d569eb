import { addDays } from '../../../domain/calendar/localDate';
import { Clerk, colleague, invite, issueTicket } from '../support/Clerk';
import { journey, type Story } from '../support/journey';
import { readShared, type VisitToday } from '../support/shared';

/** Each platform has halls and days of its own: whoever is called, waits or moves is this story's. */
const hallOf = ({ platform }: Story, ofWeapp: string, ofAlipay: string) =>
  platform === 'weapp' ? ofWeapp : ofAlipay;

function visitsAt(hall: string): readonly VisitToday[] {
  return readShared().visitsToday.filter((visit) => visit.hall === hall);
}

journey('a clerk binds, checks in by a scan, calls, serves and tells the day to collect', async (story) => {
  const hall = hallOf(story, 'gongshu', 'binjiang');
  const [visit] = visitsAt(hall);
  const phone = await story.open({ url: 'desk/enter/index' });
  await phone.tap('#enter-desk');
  await phone.reads('#enter-error', '还没有绑定岗位');
  await phone.write('#bind-code', (await invite('clerk', hall)).toLowerCase());
  await phone.tap('#bind');
  await phone.sees('#totp-secret');
  await phone.tap('#secret-saved');
  await phone.reads('#post', '窗口人员');
  await phone.tap('#go-today');
  await phone.sees('#list-coming');

  await phone.tap('#scan');
  await phone.seesNo('#given-number');
  await phone.holdToCamera('somebody-elses-receipt');
  await phone.tap('#scan');
  await phone.reads('#toast', '这个码无效');
  await phone.holdToCamera(visit!.pass);
  await phone.tap('#scan');
  await phone.reads('#given-number', /^A\d{3}$/);
  const number = await phone.text('#given-number');
  await phone.reads('#standing', '按预约优先叫号');
  await phone.tap('#given-done');
  await phone.tap('#list-waiting');
  await phone.reads('[id^="entry-"]', number);

  await phone.tap('#desk-window');
  await phone.tap('#window-2');
  await phone.tap('#sit-down');
  const before = phone.taps;
  await phone.tap('#callNext');
  await phone.reads('#ticket-number', number);
  await phone.tap('#start');
  await phone.reads('#ticket-status', '办理中');
  await phone.tap('#complete');
  // Accepted on 24 November, ready after seven working days; the day itself does not count.
  await phone.reads('#completed', '12月3日');
  expect(phone.taps - before).toBe(3);
  await phone.reads('#undo', '秒');
  await phone.tap('#undo');
  await phone.reads('#ticket-status', '办理中');
  await phone.tap('#complete');
  await phone.sees('#completed');

  const { total } = await (await colleague(hall)).call<{ total: object }>('desk', 'numbers', {
    hall,
    from: '2026-11-24',
    to: '2026-11-24',
  });
  expect(total).toMatchObject({ served: 1, accepted: 1 });
});

journey('a window works through a network drop and a closed app, each step once', async (story) => {
  const hall = hallOf(story, 'shangcheng', 'xiaoshan');
  const [first, second] = [await issueTicket(hall), await issueTicket(hall)];
  const clerk = await Clerk.bind(story.platform, 'clerk', hall);
  const phone = await clerk.enter(story);
  await phone.tap('#go-window');
  await phone.tap('#window-3');
  await phone.tap('#sit-down');
  await phone.tap('#callNext');
  await phone.reads('#ticket-number', first.number!);

  await phone.goOffline();
  await phone.tap('#start');
  await phone.tap('#complete');
  await phone.tap('#callNext');
  await phone.reads('#unsent', '3步');
  await phone.reads('#under-way', '网络恢复后');

  const again = await story.open({
    citizen: clerk.name,
    url: 'desk/window/index',
    storage: await phone.storage(),
  });
  await again.goOffline();
  await phone.goOnline();
  await phone.reads('#ticket-number', second.number!);
  await phone.seesNo('#unsent');
  // The app that was opened meanwhile sends the same keys: nothing happens twice.
  await again.goOnline();
  await again.reads('#ticket-number', second.number!);

  const { total } = await (await colleague(hall)).call<{ total: object }>('desk', 'numbers', {
    hall,
    from: '2026-11-24',
    to: '2026-11-24',
  });
  expect(total).toMatchObject({ tickets: 2, served: 1, accepted: 1, waiting: 0 });
});

journey('a step that is refused is shown, and what follows for the ticket stops', async (story) => {
  const hall = hallOf(story, 'xihu', 'city');
  const citizen = await story.account();
  const person = await citizen.savePerson();
  const take = { hall, service: 'passport', people: [{ person: { id: person.id } }] };
  const { ticket } = await citizen.call<{ ticket: { id: string; number: string } }>('tickets', 'take', {
    ...take,
    presence: { arriveInMinutes: 0 },
  });
  const clerk = await Clerk.bind(story.platform, 'clerk', hall);
  const phone = await clerk.enter(story);
  await phone.tap('#go-window');
  await phone.tap('#sit-down');
  await phone.tap('#callNext');
  await phone.reads('#ticket-number', ticket.number);

  await phone.goOffline();
  await phone.tap('#start');
  await phone.tap('#complete');
  await phone.reads('#unsent', '2步');
  await citizen.call('tickets', 'leave', { ticket: ticket.id });
  await phone.goOnline();
  await phone.reads('#refused', '这个号现在不能这样操作');
  await phone.reads('#held', '1步');
  await phone.tap('#discard');
  await phone.seesNo('#refused');
  await phone.sees('#callNext');
});

journey('seats are cut after seeing whom it touches, and the citizen takes the other time', async (story) => {
  const hall = 'shangcheng';
  const date = addDays('2026-11-30', story.platform === 'weapp' ? 0 : 1);
  const citizen = await story.account();
  const [slot] = await citizen.freeSlots(hall, date);
  const visit = await citizen.book(slot!.id, 1);
  const lead = await Clerk.bind(story.platform, 'lead', hall);
  const desk = await lead.enter(story);
  await desk.tap('#go-today');
  await desk.tap('#desk-capacity');
  await desk.sees('#capacity-day');
  for (let day = '2026-11-24'; day < date; day = addDays(day, 1)) await desk.tap('#day-after');
  await desk.sees(`#slot-${visit.start.replace(':', '')}`);
  await desk.tap('#change-seats');
  await desk.pick('#to', visit.end);
  while ((await desk.text('#seats')) !== '0') await desk.tap('#seats-less');

  await desk.tap('#preview');
  await desk.sees('#totp');
  await desk.write('#totp', '000000');
  await desk.tap('#give-totp:not(.button--disabled)');
  await desk.sees('#totp-error');
  await desk.write('#totp', await lead.code(hall));
  await desk.tap('#give-totp:not(.button--disabled)');
  await desk.reads('#affected', '影响1个预约');
  await desk.reads(`#affected-${visit.code}`, '改到');
  expect((await citizen.reservations())[0]?.moveOffer).toBeUndefined();
  await desk.tap('#apply');
  await desk.sees('#applied');

  const phone = await story.open({ url: `pages/reservation/index?id=${visit.id}` });
  await phone.sees('#move-offer');
  expect((await citizen.reservations())[0]).toMatchObject({ status: 'booked', start: visit.start });
  await phone.tap('#accept-move');
  await phone.seesNo('#move-offer');
  const [moved] = await citizen.reservations();
  expect(moved).toMatchObject({ id: visit.id, status: 'booked' });
  expect(moved?.slot).not.toBe(visit.slot);
  await phone.reads('#when', moved!.start);
});

journey('each role sees what it may, and a citizen sees nothing of the desk', async (story) => {
  const hall = hallOf(story, 'fuyang', 'linan');
  const clerk = await (await Clerk.bind(story.platform, 'clerk', hall)).enter(story);
  await clerk.tap('#go-today');
  await clerk.sees('#desk-capacity');
  await clerk.seesNo('#desk-numbers');
  await clerk.tap('#desk-capacity');
  await clerk.sees('#read-only');
  await clerk.seesNo('#change-seats');

  const lead = await (await Clerk.bind(story.platform, 'lead', hall)).enter(story);
  await lead.tap('#go-today');
  await lead.tap('#desk-numbers');
  await lead.sees('#total-accepted');
  await lead.tap('#csv:not(.button--disabled)');
  await lead.reads('#toast', '已复制');

  const supervisor = await (await Clerk.bind(story.platform, 'supervisor', '*')).enter(story);
  await supervisor.sees('#go-window.button--disabled');
  await supervisor.tap(`#hall-${hall}`);
  await supervisor.tap('#go-today');
  await supervisor.sees('#desk-numbers');

  const citizen = await story.open({ url: 'desk/window/index' });
  await citizen.sees('#desk-closed');
  await citizen.tap('#go-enter');
  await citizen.tap('#enter-desk');
  await citizen.reads('#enter-error', '还没有绑定岗位');
});
