import { visitorOf } from '../support/bookedThisMorning';
import { Citizen } from '../support/Citizen';
import { journey } from '../support/journey';
import { readShared } from '../support/shared';
import { WindowClerk } from '../support/WindowClerk';

const HALL = 'yuhang';

journey('check in for a visit of today and follow it there', async ({ open, platform }) => {
  const citizen = visitorOf(platform, 'checks-in');
  const me = await Citizen.onPhone(readShared().service, platform, citizen);
  const phone = await open({ citizen });
  await phone.openTab(1);
  await phone.tap('[id^="reservation-"]');
  await phone.arrivesAt('pages/reservation/index');
  await phone.doubleTap('#check-in');
  await phone.reads('#status', '已签到');
  const [ticket] = await me.tickets();
  await phone.reads(`#ticket-${ticket!.id}`, ticket!.number);
  await phone.seesNo('#check-in');

  const window = platform === 'weapp' ? 5 : 6;
  const clerk = await WindowClerk.sitDown(HALL, window);
  const called = await clerk.callNext();
  expect(called?.ticket).toBe(ticket!.id);
  await phone.reads(`#ticket-${ticket!.id}`, `请到${window}号窗口`);
  await clerk.step('start', ticket!.id);
  await phone.reads('#status', '办理中');
  await clerk.step('complete', ticket!.id);
  await phone.pullDown();
  await phone.reads('#status', '已办完');
  await clerk.leave();
});

journey('the code at the entrance checks in whoever has a visit there', async ({ open, platform }) => {
  const citizen = visitorOf(platform, 'scans-in');
  const me = await Citizen.onPhone(readShared().service, platform, citizen);
  const staff = await WindowClerk.sitDown(HALL, platform === 'weapp' ? 7 : 8);
  const code = await staff.entranceCode();
  // The code on the wall, scanned with the phone's own camera, opens the app by a link; each platform hands it over its own way.
  const link = encodeURIComponent(`https://booking.example/#/queue/take/index?code=${code}`);
  const url = platform === 'weapp' ? `queue/take/index?q=${link}` : `queue/take/index?qrCode=${link}`;
  const phone = await open({ citizen, url });
  await phone.sees('#scanned');
  await phone.reads('#booked-here', '10:30');
  await phone.tap('#check-in');
  await phone.arrivesAt('queue/ticket/index');
  const [ticket] = await me.tickets();
  expect(ticket?.reservation).toBeDefined();
  await phone.reads('#number', ticket!.number);
  await me.call('tickets', 'leave', { ticket: ticket!.id });
  await phone.reads('#status', '已退号');
  await staff.leave();
});
