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
    await phone.reads('#where-trouble', '未获定位权限');
    await phone.tap('#district-xihu');
    await phone.seesNo('#where-locate');
    await phone.reads('#where', '西湖');
    await phone.reads('[id^="option-"]', /在.+区/);
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
    // Where the halls are is not verified: no minutes are invented.
    await phone.reads('[id^="option-"]', /在.+区/);
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
  await phone.reads('#where', '我的大概位置');
  // Kilometres where the error leaves any, else the district.
  await phone.reads('[id^="option-"]', /在.+区|约\d+ km/);
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

journey(
  'halls whose place nobody has verified: a name to search for and a call, no map and no route',
  async ({ open }) => {
    const phone = await open({ url: 'pages/halls/index' });
    await phone.sees('#hall-xihu');
    await phone.seesNo('#as-map');
    await phone.seesNo('[id^="way-"]');
    await phone.tap('#search-xihu');
    await phone.says('已复制“西湖区公安分局出入境接待大厅”');
    expect(await phone.calls('openLocation')).toEqual([]);
    await phone.tap('#call-xihu');
    const [call] = await phone.calls('makePhoneCall');
    expect(JSON.stringify(call?.args)).toMatch(/12367/);
  },
);
