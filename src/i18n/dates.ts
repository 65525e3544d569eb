import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';
import type { Language } from './language';

dayjs.extend(utc);

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Halls keep Beijing time; a phone abroad must show it too, and some phones have no `Intl`. */
const HALL_OFFSET_HOURS = 8;

/** `12月3日 周四`, or `Thu 3 Dec`. */
export function formatDate(language: Language, date: string): string {
  const day = dayjs.utc(date);
  const weekday = formatWeekday(language, date);
  return language === 'en' ? `${weekday} ${day.format('D MMM')}` : `${day.format('M月D日')} ${weekday}`;
}

/** `今天 周一`, or the date where no word is nearer: short enough for a narrow column. */
export function formatShortDay(language: Language, date: string, today: string): string {
  const word = nearWord(language, date, today);
  return word === undefined ? formatDate(language, date) : `${word} ${formatWeekday(language, date)}`;
}

/** `今天`, `明天`, and the date. */
export function formatNearDate(language: Language, date: string, today: string): string {
  const word = nearWord(language, date, today);
  return word === undefined ? formatDate(language, date) : `${word} ${formatDate(language, date)}`;
}

function nearWord(language: Language, date: string, today: string): string | undefined {
  const words = language === 'en' ? ['Today', 'Tomorrow'] : ['今天', '明天', '后天'];
  return words[dayjs.utc(date).diff(dayjs.utc(today), 'day')];
}

/** `2023年6月`, or `June 2023`, of a month or a day in it. */
export function formatMonth(language: Language, month: string): string {
  const [year = '', number = ''] = month.split('-');
  if (language !== 'en') return `${year}年${number === '' ? '' : `${Number(number)}月`}`;
  return number === '' ? year : `${MONTHS[Number(number) - 1]} ${year}`;
}

export function formatWeekday(language: Language, date: string): string {
  return WEEKDAYS[language][dayjs.utc(date).day()] ?? '';
}

/** An instant as the hall's clock shows it: `12月3日 周四 08:00`. */
export function formatInstant(language: Language, instant: string): string {
  const local = dayjs.utc(instant).utcOffset(HALL_OFFSET_HOURS);
  return `${formatDate(language, local.format('YYYY-MM-DD'))} ${local.format('HH:mm')}`;
}

/** The day and the time of an instant, as the hall's clock shows them. */
export function hallParts(instant: string): { date: string; time: string } {
  const local = dayjs.utc(instant).utcOffset(HALL_OFFSET_HOURS);
  return { date: local.format('YYYY-MM-DD'), time: local.format('HH:mm') };
}

/** A hall's day and time as an instant. */
export function toInstant(date: string, time: string): Date {
  return dayjs.utc(`${date}T${time}:00`).subtract(HALL_OFFSET_HOURS, 'hour').toDate();
}

/** `850 m`, `3.2 km`. */
export function formatDistance(metres: number): string {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m`;
  // A round number of kilometres is one that is not known more exactly.
  return metres % 1000 === 0 ? `${metres / 1000} km` : `${(metres / 1000).toFixed(1)} km`;
}
