import type { Nearest, VisitOption } from '../stores/NearestStore';
import type { SettingsStore } from '../stores/SettingsStore';
import { formatDistance } from './dates';

type T = SettingsStore['t'];
type Explanation = NonNullable<Nearest['explanation']>;
type Difference = Explanation['gains'][number];

/** Why the first option stands first, in a sentence: "Against Xihu: 2.1 km further, but 9 days sooner". */
export function explanationSentence(t: T, { pays, gains }: Explanation, option: string): string {
  if (pays.length + gains.length === 0) return t('nearest.equal', { option });
  const worse = pays.map((difference) => sayWorse(t, difference)).join(t('nearest.and'));
  const better = gains.map((difference) => sayBetter(t, difference)).join(t('nearest.and'));
  const both =
    worse === '' || better === '' ? worse + better : t('nearest.but', { pays: worse, gains: better });
  return t('nearest.against', { option, difference: both });
}

function sayWorse(t: T, difference: Difference): string {
  switch (difference.count) {
    case 'way':
      return difference.metres === undefined
        ? t('nearest.furtherUnknown')
        : t('nearest.further', { distance: formatDistance(difference.metres) });
    case 'visit':
      return t('nearest.trip');
    case 'days':
      return t('nearest.later', { days: difference.days });
    case 'sameDay':
      return t('nearest.laterToday', { time: saySpan(t, difference.minutes) });
    case 'wait':
      return difference.minutes === undefined
        ? t('nearest.unknownWait')
        : t('nearest.longerWait', { minutes: difference.minutes });
    case 'certainty':
      return t('nearest.lessSure');
  }
}

function sayBetter(t: T, difference: Difference): string {
  switch (difference.count) {
    case 'way':
      return difference.metres === undefined
        ? t('nearest.nearerUnknown')
        : t('nearest.nearer', { distance: formatDistance(difference.metres) });
    case 'visit':
      return t('nearest.noTrip');
    case 'days':
      return t('nearest.sooner', { days: difference.days });
    case 'sameDay':
      return t('nearest.soonerToday', { time: saySpan(t, difference.minutes) });
    case 'wait':
      return difference.minutes === undefined
        ? t('nearest.knownWait')
        : t('nearest.shorterWait', { minutes: difference.minutes });
    case 'certainty':
      return t('nearest.surer');
  }
}

/** Minutes below an hour, half hours above: the way there is not known more exactly. */
function saySpan(t: T, minutes: number): string {
  return minutes < 60
    ? t('time.minutes', { count: minutes })
    : t('time.hours', { count: Math.round(minutes / 30) / 2 });
}

/** How long one is there, in words that promise no more than is known. */
export function waitSentence(t: T, { kind, waitMinutes: minutes }: VisitOption): string {
  if (minutes === undefined) return t('nearest.waitUnknown');
  if (kind === 'appointment' || kind === 'usual-hall' || kind === 'student-session')
    return t('nearest.wait', { minutes });
  return minutes === 0 ? t('nearest.noWait') : t('nearest.waitQueue', { minutes });
}
