import { eventually } from '../host/driver/eventually';
import type { Phone } from '../host/driver/Phone';
import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

/** Milliseconds. */
const PATIENCE = 15_000;

/**
 * Answers one question after the other, each waited for as a person reads it. A tap that comes as fast as the second
 * one of a double tap is not taken, and is made again.
 */
async function answer(phone: Phone, ...answers: readonly (readonly [question: string, answer: string])[]) {
  for (const [question, id] of answers) {
    await phone.reads('#question', question);
    await eventually(PATIENCE, async () => {
      const asked = phone.find('#question');
      // The next question may have an answer of the same name.
      const isAsked =
        (await asked.isVisible()) && (await asked.textContent({ timeout: 1_000 }))?.includes(question);
      if (isAsked !== true) return;
      await phone
        .find(`#answer-${id}`)
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      throw new Error(`${id} was not taken as an answer to ${question}.`);
    });
  }
}

const firstPassport = [
  ['您要去哪里', 'abroad'],
  ['现在有吗', 'none'],
  ['户口在哪里', 'hangzhou'],
  ['是下面哪一种', 'none'],
  ['多大', 'adult'],
  ['什么时候出发', 'later'],
] as const;

journey('from the first question to the booking', async ({ open, account }) => {
  await (await account()).savePerson({ name: '王小明' });
  const phone = await open();
  await phone.tap('#go-guide');
  await phone.arrivesAt('guide/need/index');
  await phone.reads('#progress', /第1题/);
  await answer(phone, ...firstPassport);

  await phone.reads('#way', '到大厅窗口办理');
  await phone.reads('#reminders', '签证');
  await phone.reads('#lane-walk-in', '12月3日 周四前办好');
  await phone.reads('#lane-appointment', /\d+月\d+日 周.前办好/);
  await phone.reads('#in-person', '本人到场');
  await phone.seesText('120元');

  await phone.tap('#take-appointment');
  await phone.arrivesAt('pages/slots/index');
  await phone.tap('.slots__slot--free');
  await phone.arrivesAt('pages/confirm/index');
  // The day is said before anything is booked.
  await phone.reads('#ready-by', /预计\d+月\d+日 周.前办好/);
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  await phone.reads('#status', '已预约');
});

journey('go one question back, leave and come back: answers are kept, and never shared', async ({ open }) => {
  const phone = await open({ url: 'guide/need/index' });
  await answer(phone, ...firstPassport.slice(0, 5));
  await phone.reads('#question', '什么时候出发');
  await phone.tap('#one-back');
  await phone.reads('#question', '多大');
  await phone.sees('#answer-adult.need__answer--before');

  await phone.returnToApp('pages/home/index');
  await phone.tap('#go-guide');
  await phone.reads('#question', '多大');
  const card = await phone.share();
  expect(card?.path).toBe('/guide/need/index');

  // Two taps as fast as a finger can answer one question, not two.
  await phone.doubleTap('#answer-elder');
  await phone.reads('#question', '什么时候出发');
  await answer(phone, ['什么时候出发', 'later']);
  await phone.tap('#take-green');
  await phone.arrivesAt('pages/nearest/index');
  await phone.sees('#trait-sixty.chip--chosen');
  await phone.sees('#no-booking.chip--chosen');
  await phone.sees('[id^="option-"]');
  await phone.seesNo('[id^="option-appointment"]');
});

journey('nobody has to come: online, and a kiosk', async ({ open }) => {
  const phone = await open({ url: 'guide/need/index' });
  await answer(
    phone,
    ['您要去哪里', 'abroad'],
    ['现在有吗', 'ending'],
    ['户口在哪里', 'hangzhou'],
    ['是下面哪一种', 'none'],
    ['多大', 'adult'],
    ['什么时候出发', 'later'],
    ['有效期内', 'yes'],
    ['按过指纹', 'yes'],
  );
  await phone.reads('#way', '不用跑一趟');
  await phone.reads('#copy-address', 's.nia.gov.cn');
  await phone.sees('#lane-walk-in');

  await phone.tap('#restart');
  await answer(
    phone,
    ['您要去哪里', 'hkm'],
    ['现在有吗', 'valid'],
    ['哪种港澳签注', 'group'],
    ['户口在哪里', 'outside'],
    ['是下面哪一种', 'none'],
    ['多大', 'adult'],
    ['什么时候出发', 'later'],
  );
  await phone.reads('#way', '智能签注机');
  await phone.tap('#go-kiosk');
  await phone.arrivesAt('pages/nearest/index');
  await phone.sees('#trait-group.chip--chosen');
  await phone.sees('[id^="option-kiosk"]');
});

journey('whoever has a funeral is sent to the urgent window before the internet', async ({ open }) => {
  const phone = await open({ url: 'guide/need/index' });
  await answer(
    phone,
    ['您要去哪里', 'abroad'],
    ['现在有吗', 'ending'],
    ['户口在哪里', 'hangzhou'],
    ['是下面哪一种', 'none'],
    ['多大', 'adult'],
    ['什么时候出发', 'soon'],
    ['这么急', 'urgent'],
    ['有效期内', 'yes'],
    ['按过指纹', 'yes'],
  );
  await phone.reads('#lane-urgent', '今天就可以去');
  await phone.reads('#way', '网上换发补发');
  const page = await phone.pageText();
  expect(page.indexOf('急事通道')).toBeLessThan(page.indexOf('不用跑一趟'));
  await phone.tap('#bring-urgent');
  await phone.arrivesAt('pages/nearest/index');
  await phone.sees('#no-booking.chip--chosen');
});

journey('papers, fees and time limits; what to check by destination', async ({ open }) => {
  const phone = await open({ url: 'guide/service/index?service=hkm-endorsement' });
  await phone.reads('#fees', '15元');
  await phone.reads('#papers', '有效的往来港澳通行证');
  await phone.reads('#limits', '7个工作日');
  await phone.tap('#facts-exit-entry-permit');
  await phone.reads('#limits', '15天');

  await phone.returnToApp('guide/destinations/index');
  await phone.reads('#reminders', '安全提醒');
  await phone.reads('#facts', '7天');
  await phone.tap('#to-abroad');
  await phone.tap('#needs-passport');
  await phone.arrivesAt('guide/service/index');
  await phone.reads('#fees', '120元');
});

journey('in English every question and all of the answer is English', async ({ open }) => {
  const phone = await open({ language: 'en', url: 'guide/need/index' });
  const english = async () => expect((await phone.pageText()).match(/\p{Script=Han}+/gu) ?? []).toEqual([]);
  const path = [
    ['Where are you going', 'abroad'],
    ['document now', 'none'],
    ['registered', 'outside'],
    ['Which of these', 'student'],
    ['old', 'child'],
    ['Who comes', 'other'],
    ['travel', 'soon'],
    ['soon', 'urgent'],
  ] as const;
  for (const [question, id] of path) {
    await phone.reads('#question', question);
    await english();
    await answer(phone, [question, id]);
  }
  await phone.reads('#lane-appointment', /Ready by \w{3} \d+ \w{3}/);
  await phone.sees('#lane-student');
  await english();

  await phone.returnToApp('guide/destinations/index');
  await phone.sees('#facts');
  await english();
  await phone.returnToApp('guide/service/index');
  await phone.sees('#limits');
  await english();
});
