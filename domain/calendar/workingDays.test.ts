import { hangzhouCalendar } from '../../tests/support/hangzhouCalendar';
import { promiseForParty } from './promisedDate';
import { addWorkingDays, isProvisional } from './workingDays';

const calendar = hangzhouCalendar();

/**
 * Made by hand from the notice for 2026 (国办发明电〔2025〕7号): off 1–3 January, 15–23 February, 4–6 April, 1–5 May,
 * 19–21 June, 25–27 September, 1–7 October; worked instead 4 January, 14 and 28 February, 9 May, 20 September,
 * 10 October. The notice for 2027 is not out: its rows hold the days that are certain by law (1 January,
 * 5–8 February, 5 April, 1–2 May, 9 June, 15 September, 1–3 October) and are provisional.
 * Accepted on · first, fifth and seventh working day after it.
 */
const byHand: [accepted: string, why: string, first: string, fifth: string, seventh: string][] = [
  ['2025-12-31', 'Wednesday before New Year', '2026-01-04', '2026-01-08', '2026-01-12'],
  ['2026-01-01', 'New Year', '2026-01-04', '2026-01-08', '2026-01-12'],
  ['2026-01-03', 'Saturday off', '2026-01-04', '2026-01-08', '2026-01-12'],
  ['2026-01-04', 'make-up Sunday', '2026-01-05', '2026-01-09', '2026-01-13'],
  ['2026-02-06', 'Friday a week before the make-up Saturday', '2026-02-09', '2026-02-13', '2026-02-24'],
  ['2026-02-09', 'fifth day is the make-up Saturday', '2026-02-10', '2026-02-14', '2026-02-25'],
  ['2026-02-12', 'seventh day is the second make-up Saturday', '2026-02-13', '2026-02-26', '2026-02-28'],
  ['2026-02-13', 'Friday before a make-up Saturday', '2026-02-14', '2026-02-27', '2026-03-02'],
  ['2026-02-14', 'make-up Saturday before Spring Festival', '2026-02-24', '2026-02-28', '2026-03-03'],
  ['2026-02-18', 'in Spring Festival', '2026-02-24', '2026-02-28', '2026-03-03'],
  ['2026-02-23', 'last day of Spring Festival', '2026-02-24', '2026-02-28', '2026-03-03'],
  ['2026-02-24', 'first day after it', '2026-02-25', '2026-03-02', '2026-03-04'],
  ['2026-02-27', 'Friday before the second make-up Saturday', '2026-02-28', '2026-03-05', '2026-03-09'],
  ['2026-02-28', 'make-up Saturday after Spring Festival', '2026-03-02', '2026-03-06', '2026-03-10'],
  ['2026-03-01', 'the ordinary Sunday after it', '2026-03-02', '2026-03-06', '2026-03-10'],
  ['2026-03-27', 'Friday a week before Qingming', '2026-03-30', '2026-04-03', '2026-04-08'],
  ['2026-04-03', 'Friday before Qingming', '2026-04-07', '2026-04-13', '2026-04-15'],
  ['2026-04-06', 'Monday of Qingming', '2026-04-07', '2026-04-13', '2026-04-15'],
  ['2026-04-07', 'Tuesday after Qingming', '2026-04-08', '2026-04-14', '2026-04-16'],
  ['2026-04-24', 'Friday a week before Labour Day', '2026-04-27', '2026-05-06', '2026-05-08'],
  ['2026-04-29', 'fifth day is the make-up Saturday', '2026-04-30', '2026-05-09', '2026-05-12'],
  ['2026-04-30', 'Thursday before Labour Day', '2026-05-06', '2026-05-11', '2026-05-13'],
  ['2026-05-05', 'last day of Labour Day', '2026-05-06', '2026-05-11', '2026-05-13'],
  ['2026-05-08', 'Friday before the make-up Saturday', '2026-05-09', '2026-05-14', '2026-05-18'],
  ['2026-05-09', 'make-up Saturday', '2026-05-11', '2026-05-15', '2026-05-19'],
  ['2026-05-10', 'the ordinary Sunday after it', '2026-05-11', '2026-05-15', '2026-05-19'],
  ['2026-06-11', 'Thursday a week before Dragon Boat', '2026-06-12', '2026-06-18', '2026-06-23'],
  ['2026-06-18', 'Thursday before Dragon Boat', '2026-06-22', '2026-06-26', '2026-06-30'],
  ['2026-06-19', 'Dragon Boat', '2026-06-22', '2026-06-26', '2026-06-30'],
  ['2026-06-21', 'Sunday of Dragon Boat', '2026-06-22', '2026-06-26', '2026-06-30'],
  ['2026-09-11', 'sixth day is the make-up Sunday', '2026-09-14', '2026-09-18', '2026-09-21'],
  ['2026-09-18', 'Friday before the make-up Sunday', '2026-09-20', '2026-09-24', '2026-09-29'],
  ['2026-09-19', 'ordinary Saturday before it', '2026-09-20', '2026-09-24', '2026-09-29'],
  ['2026-09-20', 'make-up Sunday', '2026-09-21', '2026-09-28', '2026-09-30'],
  ['2026-09-24', 'Thursday before Mid-Autumn', '2026-09-28', '2026-10-09', '2026-10-12'],
  ['2026-09-25', 'Mid-Autumn', '2026-09-28', '2026-10-09', '2026-10-12'],
  ['2026-09-30', 'Wednesday before National Day', '2026-10-08', '2026-10-13', '2026-10-15'],
  ['2026-10-07', 'last day of National Day', '2026-10-08', '2026-10-13', '2026-10-15'],
  ['2026-10-09', 'Friday before the make-up Saturday', '2026-10-10', '2026-10-15', '2026-10-19'],
  ['2026-10-10', 'make-up Saturday', '2026-10-12', '2026-10-16', '2026-10-20'],
  ['2026-10-11', 'the ordinary Sunday after it', '2026-10-12', '2026-10-16', '2026-10-20'],
  ['2026-11-23', 'an ordinary Monday', '2026-11-24', '2026-11-30', '2026-12-02'],
  ['2026-11-28', 'a Saturday of overtime', '2026-11-30', '2026-12-04', '2026-12-08'],
  ['2026-12-22', 'the last that ends in 2026', '2026-12-23', '2026-12-29', '2026-12-31'],
  ['2026-12-23', 'the first that ends in 2027', '2026-12-24', '2026-12-30', '2027-01-04'],
  ['2026-12-31', 'Thursday before New Year', '2027-01-04', '2027-01-08', '2027-01-12'],
  ['2027-01-01', 'New Year', '2027-01-04', '2027-01-08', '2027-01-12'],
  ['2027-01-29', 'Friday a week before Spring Festival', '2027-02-01', '2027-02-09', '2027-02-11'],
  ['2027-02-04', 'Thursday before Spring Festival', '2027-02-09', '2027-02-15', '2027-02-17'],
  ['2027-02-07', 'in Spring Festival', '2027-02-09', '2027-02-15', '2027-02-17'],
  ['2027-03-29', 'Monday a week before Qingming', '2027-03-30', '2027-04-06', '2027-04-08'],
  ['2027-04-02', 'Friday before Qingming', '2027-04-06', '2027-04-12', '2027-04-14'],
  ['2027-04-30', 'Friday before Labour Day', '2027-05-03', '2027-05-07', '2027-05-11'],
  ['2027-06-04', 'Friday before Dragon Boat', '2027-06-07', '2027-06-14', '2027-06-16'],
  ['2027-06-08', 'the day before Dragon Boat', '2027-06-10', '2027-06-16', '2027-06-18'],
  ['2027-09-10', 'Friday before Mid-Autumn', '2027-09-13', '2027-09-20', '2027-09-22'],
  ['2027-09-14', 'the day before Mid-Autumn', '2027-09-16', '2027-09-22', '2027-09-24'],
  ['2027-09-24', 'Friday a week before National Day', '2027-09-27', '2027-10-04', '2027-10-06'],
  ['2027-09-30', 'Thursday before National Day', '2027-10-04', '2027-10-08', '2027-10-12'],
];

describe('working days counted by hand', () => {
  it('are a table of sixty dates, less one', () => {
    expect(byHand).toHaveLength(59);
  });

  it.each(byHand)('%s, %s', (accepted, _why, first, fifth, seventh) => {
    const counted = [1, 5, 7].map((count) => addWorkingDays(calendar, accepted, count));

    expect(counted).toEqual([first, fifth, seventh]);
    expect(counted.map((date) => isProvisional(calendar, date))).toEqual(
      [first, fifth, seventh].map((date) => date.startsWith('2027')),
    );
  });
});

describe('the promise to a party', () => {
  it('is the latest of its promises, and "about" when any of them is', () => {
    const [resident, other] = (['in-province', 'out-of-province'] as const).map((residence) => ({
      service: 'passport' as const,
      residence,
      lane: 'appointment' as const,
    }));
    if (resident === undefined || other === undefined) throw new Error('Two questions were made.');

    expect(promiseForParty(calendar, [resident, other], '2026-11-24')).toEqual({
      promisedOn: '2026-12-14',
      provisional: false,
    });
    expect(promiseForParty(calendar, [resident, other], '2026-12-25')).toEqual({
      promisedOn: '2027-01-14',
      provisional: true,
    });
  });
});
