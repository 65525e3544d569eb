import { journey } from '../support/journey';
import { WindowClerk } from '../support/WindowClerk';

const TAKE = '#take:not(.button--disabled)';

journey(
  'a hall that can no longer serve anybody says where one can go',
  async ({ open, account, stranger, platform }) => {
    const hall = platform === 'weapp' ? 'jiande' : 'chunan';
    await (await account()).savePerson();
    const clerk = await WindowClerk.sitDown(hall, 1);
    const phone = await open({ url: `queue/take/index?hall=${hall}&service=passport` });
    await phone.tap('#arrive-0');
    await phone.sees(TAKE);

    // Families come until the one window has enough for the rest of the day.
    const full = async () => {
      const family = await stranger();
      return family.takeTicket(hall, 5).then(
        () => false,
        (error: Error) => error.message.includes('NO_TICKETS_LEFT'),
      );
    };
    for (let families = 0; families < 60 && !(await full()); families += 1);

    await phone.pullDown();
    await phone.reads('#no-tickets-full', '今日号已取完');
    await phone.seesNo('#take');
    await phone.reads('#elsewhere', '或者约最早的时间');
    await phone.sees('[id^="book-"]');
    expect(await (await account()).tickets()).toHaveLength(0);
    const other = (await phone.find('#elsewhere [id^="hall-"]').getAttribute('id')) ?? '';
    await phone.tap(`#elsewhere #${other}`);
    // Everyone and everything is kept: one more tap would take the ticket there.
    await phone.seesNo('#elsewhere');
    await phone.sees(TAKE);
    await phone.tap('#change-hall');
    await phone.reads('#halls-full', '今日号已取完');
    await phone.sees(`#halls-full #hall-${hall}`);
    await clerk.leave();
  },
);

journey('from the ways that rank best to a ticket there', async ({ open, account }) => {
  await (await account()).savePerson();
  const phone = await open({ url: 'pages/nearest/index?service=passport&booking=none' });
  const takes = '[id^="take-serve-on-arrival"], [id^="take-on-site-ticket"]';
  await phone.tap(takes);
  await phone.arrivesAt('queue/take/index');
  // Everything but the time of arrival is filled in.
  await phone.sees('#hall');
  await phone.tap('#arrive-0');
  await phone.sees('#arrive-0.chip--chosen');
});
