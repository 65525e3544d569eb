import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

const LOCATE = { weapp: 'getFuzzyLocation', alipay: 'getLocation' } as const;

journey(
  'the nearest window for someone who keeps their position to themselves',
  async ({ open, platform }) => {
    const phone = await open({
      url: 'pages/nearest/index?service=passport',
      refused: ['scope.userFuzzyLocation', 'location'],
    });
    // Everything is offered before anyone is asked anything.
    await phone.sees('[id^="option-"]');
    expect(await phone.calls(LOCATE[platform])).toEqual([]);
    await phone.tap('#where');
    await phone.sees('.where__why');
    await phone.tap('#where-locate');
    await phone.reads('#where-trouble', '没有得到位置的允许');
    await phone.tap('#district-xihu');
    await phone.seesNo('#where-locate');
    await phone.reads('#where', '西湖');
    await phone.reads('[id^="option-"]', '路上约');
  },
);

journey(
  'the nearest window from where the phone is, and on to a booking',
  async ({ open, account, platform }) => {
    await (await account()).savePerson();
    const phone = await open();
    await phone.tap('#go-nearest');
    await phone.arrivesAt('pages/nearest/index');
    await phone.tap('#where');
    await phone.tap('#where-locate');
    await phone.reads('#where', '我的大概位置');
    await phone.reads('[id^="option-"]', '路上约');
    // WeChat is asked for the rough position only.
    expect(await phone.calls(LOCATE[platform])).toHaveLength(1);
    expect(platform === 'weapp' ? await phone.calls('getLocation') : []).toEqual([]);

    await phone.tap('[id^="option-appointment"] [id^="take-"]');
    await phone.arrivesAt('pages/confirm/index');
    await phone.tap(BOOK);
    await phone.arrivesAt('pages/reservation/index');
    await phone.reads('#status', '已预约');
  },
);

journey('a place chosen on the map', async ({ open }) => {
  const place = { name: '西湖', address: '', longitude: 120.13, latitude: 30.26 };
  const phone = await open({
    url: 'pages/nearest/index?service=passport',
    answers: { chooseLocation: place },
  });
  await phone.tap('#where');
  await phone.tap('#where-choose');
  await phone.reads('[id^="option-"]', '路上约');
});

journey('the city at a glance, and a card for a friend', async ({ open }) => {
  const phone = await open();
  await phone.tap('#go-glance');
  await phone.arrivesAt('pages/glance/index');
  await phone.reads('#as-of', /\d\d:\d\d/);
  // Words beside the colours, and the seats where there are any.
  await phone.reads('#cell-xihu-2026-12-02', /\D+\d+/);
  await phone.reads('#cell-xihu-2026-11-29', /^\D+$/);

  const card = await phone.share();
  expect(card?.title).toMatch(/护照.*\d/);
  const friend = await open({ citizen: 'a-friend', url: card?.path ?? '' });
  await friend.sees('#fullness');
  await friend.tap('#earliest');
  await friend.arrivesAt('pages/confirm/index');

  await phone.tap('#cell-xihu-2026-12-02');
  await phone.arrivesAt('pages/slots/index');
  await phone.reads('#choose-hall', '西湖');
  await phone.sees('#day-2026-12-02.calendar__day--chosen');
});

journey('halls on the map: the way there, and a call', async ({ open }) => {
  const phone = await open({ url: 'pages/halls/index' });
  await phone.tap('#as-map');
  await phone.tap('.phone-pin >> nth=-1');
  await phone.tap('[id^="way-"]');
  await phone.tap('[id^="call-"]');
  const [way] = await phone.calls('openLocation');
  // Degrees are numbers for WeChat and texts for Alipay, and never none.
  expect(way).toMatchObject({ outcome: 'ok', args: { name: expect.stringMatching(/./) } });
  expect(JSON.stringify(way?.args)).toMatch(/"longitude":"?1(18|19|20)\.\d+/);
  const [call] = await phone.calls('makePhoneCall');
  expect(JSON.stringify(call?.args)).toMatch(/\d{5,}/);
});
