import { journey } from '../support/journey';
import { WindowClerk } from '../support/WindowClerk';

/** Each platform and story has a hall of its own, so that nobody calls somebody else's number. */
const TAKE = '#take:not(.button--disabled)';

journey(
  'scan the code at the entrance, take a ticket, follow it, be called, be served',
  async ({ open, account, stranger, platform }) => {
    const hall = platform === 'weapp' ? 'qiantang' : 'linping';
    await (await account()).savePerson({ name: '王小明' });
    const clerk = await WindowClerk.sitDown(hall, 3);
    await (await stranger()).takeTicket(hall);

    const phone = await open({ camera: await clerk.entranceCode() });
    await phone.tap('#go-take');
    await phone.arrivesAt('queue/take/index');
    await phone.tap('#scan');
    await phone.sees('#scanned');
    await phone.reads('#wait', /约等\d+–\d+分钟/);
    await phone.seesNo('#arrival');
    await phone.tap(TAKE);
    await phone.arrivesAt('queue/ticket/index');
    // From home to a ticket for a saved person: open, scan, take.
    expect(phone.taps).toBe(3);

    await phone.reads('#number', 'B002');
    await phone.reads('#ahead', '前面还有1人');
    await phone.reads('#wait', /约\d+–\d+分钟后叫到您（\d\d:\d\d–\d\d:\d\d）/);
    expect(await phone.text('#wait')).not.toMatch(/约0/);
    await phone.reads('#people', '王*明');
    await phone.back();
    await phone.reads('[id^="ticket-"]', 'B002');
    await phone.openTab(1);
    await phone.reads('[id^="ticket-"]', '快到您了');
    await phone.seesNo('#no-reservations');
    await phone.tap('[id^="ticket-"]');

    const first = await clerk.callNext();
    await clerk.step('start', first!.ticket!);
    await clerk.step('complete', first!.ticket!);
    const mine = await clerk.callNext();
    // Nobody touches the phone: it sees the call by itself.
    await phone.reads('#now', '请到3号窗口');
    expect(await phone.calls('vibrateLong')).toHaveLength(1);

    await clerk.step('start', mine!.ticket!);
    await phone.pullDown();
    await phone.reads('#now', '正在3号窗口办理');
    await phone.seesNo('#leave');
    await clerk.step('complete', mine!.ticket!);
    await phone.pullDown();
    await phone.reads('#status', '已办完');
    // Seven working days from Tuesday, the day itself not counted.
    await phone.reads('#people', '12月3日 周四前可取证');
    await phone.back();
    await phone.seesNo('[id^="ticket-"]');
    await clerk.leave();
  },
);

journey(
  'miss a call, be called again, go to the back, miss that too',
  async ({ open, account, stranger, platform }) => {
    const hall = platform === 'weapp' ? 'fuyang' : 'tonglu';
    const me = await account();
    const { id } = await me.takeTicket(hall);
    const clerk = await WindowClerk.sitDown(hall, 2);
    const phone = await open({ url: `queue/ticket/index?id=${id}` });
    await phone.reads('#number', 'B001');
    await clerk.callNext();
    await phone.reads('#now', '请到2号窗口');
    await clerk.step('recall', id);
    await phone.reads('#now', '再叫您一次');

    await (await stranger()).takeTicket(hall);
    await clerk.step('noShow', id);
    await phone.pullDown();
    await phone.sees('#put-back');
    await phone.reads('#ahead', '前面还有1人');

    const other = await clerk.callNext();
    expect(other?.ticket).not.toBe(id);
    await clerk.step('start', other!.ticket!);
    await clerk.step('complete', other!.ticket!);
    await clerk.callNext();
    await clerk.step('recall', id);
    await clerk.step('noShow', id);
    await phone.pullDown();
    await phone.reads('#over', '号已结束');
    await phone.tap('#take-again');
    await phone.arrivesAt('queue/take/index');
    await clerk.leave();
  },
);

journey('a number given back is nobody’s, and a new one can be taken', async ({ open, account }) => {
  const me = await account();
  await me.savePerson();
  const phone = await open({ url: 'queue/take/index?hall=linan' });
  await phone.tap('#arrive-10');
  await phone.doubleTap(TAKE);
  await phone.arrivesAt('queue/ticket/index');
  // Two taps took one number.
  expect(await me.tickets()).toHaveLength(1);
  const number = await phone.text('#number');
  await phone.tap('#leave');
  await phone.decline();
  await phone.reads('#status', '排队中');
  await phone.tap('#leave');
  await phone.confirm();
  await phone.reads('#status', '已退号');
  await phone.tap('#take-again');
  await phone.tap('#arrive-0');
  await phone.tap(TAKE);
  await phone.arrivesAt('queue/ticket/index');
  expect(await phone.text('#number')).not.toBe(number);
});

journey('a refused location stops nobody', async ({ open, account, platform }) => {
  await (await account()).savePerson();
  const refused = [platform === 'weapp' ? 'scope.userFuzzyLocation' : 'location'];
  const phone = await open({ url: 'queue/take/index?hall=linan', refused });
  await phone.tap('#arrive-near');
  await phone.reads('#arrival-trouble', '请选择几分钟内到');
  await phone.sees('#take.button--disabled');
  await phone.tap('#arrive-20');
  await phone.tap(TAKE);
  await phone.arrivesAt('queue/ticket/index');
});

journey('someone far away is told so, and takes a ticket where they are', async ({ open, account }) => {
  await (await account()).savePerson();
  const position = { longitude: 119.7247, latitude: 30.2337 };
  const phone = await open({ url: 'queue/take/index?hall=tonglu', position });
  await phone.tap('#arrive-near');
  await phone.tap(TAKE);
  await phone.reads('#take-error', '离大厅还太远');
  await phone.tap('#change-hall');
  // Nearest first, now that the phone knows where they are.
  await phone.reads('#halls-unknown .card >> nth=0', '临安');
  await phone.tap('#hall-linan');
  await phone.tap(TAKE);
  await phone.arrivesAt('queue/ticket/index');
});

journey(
  'the phone keeps the number when the network goes, and says how old it is',
  async ({ open, account }) => {
    const me = await account();
    const { id, number } = await me.takeTicket('linan');
    const phone = await open({ url: `queue/ticket/index?id=${id}` });
    await phone.reads('#number', number);
    await phone.goOffline();
    await phone.pullDown();
    await phone.reads('#stale', '网络不通');
    await phone.reads('#number', number);
    await phone.goOnline();
    await phone.tap('#retry');
    await phone.seesNo('#stale');

    // Opened anew in a hall without a signal: home knows the number.
    await phone.returnToApp('pages/home/index');
    await phone.reads('[id^="ticket-"]', number);
    const later = await open({ storage: await phone.storage() });
    await later.goOffline();
    await later.pullDown();
    await later.reads('[id^="ticket-"]', number);
    await later.reads('[id^="ticket-"]', '网络不通');
  },
);

journey('a phone that signs in at my visits shows the ticket there', async ({ open, account }) => {
  const { number } = await (await account()).takeTicket('linan');

  const phone = await open({ url: 'pages/my-reservations/index' });
  await phone.reads('[id^="ticket-"]', number);
});
