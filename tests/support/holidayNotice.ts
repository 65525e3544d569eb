import { eachDay } from '../../domain/calendar/localDate';

/** A day as the public data set NateScarlet/holiday-cn writes it. */
export interface NoticeDay {
  readonly name: string;
  readonly date: string;
  readonly isOffDay: boolean;
}

const off = (name: string, from: string, to: string): NoticeDay[] =>
  eachDay(from, to).map((date) => ({ name, date, isOffDay: true }));
const worked = (name: string, date: string): NoticeDay => ({ name, date, isOffDay: false });

const frame = (year: number, papers: readonly string[], days: readonly NoticeDay[]) => ({
  $schema: 'https://raw.githubusercontent.com/NateScarlet/holiday-cn/master/schema.json',
  $id: `https://raw.githubusercontent.com/NateScarlet/holiday-cn/master/${year}.json`,
  year,
  papers,
  days: [...days].sort((a, b) => a.date.localeCompare(b.date)),
});

/** The notice for 2026 (国办发明电〔2025〕7号), in the form of the data set. */
export const notice2026 = frame(
  2026,
  ['https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm'],
  [
    ...off('元旦', '2026-01-01', '2026-01-03'),
    worked('元旦', '2026-01-04'),
    worked('春节', '2026-02-14'),
    ...off('春节', '2026-02-15', '2026-02-23'),
    worked('春节', '2026-02-28'),
    ...off('清明节', '2026-04-04', '2026-04-06'),
    ...off('劳动节', '2026-05-01', '2026-05-05'),
    worked('劳动节', '2026-05-09'),
    ...off('端午节', '2026-06-19', '2026-06-21'),
    worked('国庆节', '2026-09-20'),
    ...off('中秋节', '2026-09-25', '2026-09-27'),
    ...off('国庆节', '2026-10-01', '2026-10-07'),
    worked('国庆节', '2026-10-10'),
  ],
);

/** INVENTED: what a notice for 2027 might look like, with a working day in the December before it. For tests only. */
export const inventedNotice2027 = frame(
  2027,
  ['https://example.invalid/notice-2027'],
  [
    worked('元旦', '2026-12-27'),
    ...off('元旦', '2027-01-01', '2027-01-04'),
    worked('春节', '2027-01-30'),
    ...off('春节', '2027-02-05', '2027-02-12'),
    ...off('国庆节', '2027-10-01', '2027-10-07'),
  ],
);
