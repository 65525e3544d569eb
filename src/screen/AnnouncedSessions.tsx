import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Card } from '../components/Card';
import { formatDate, hallParts } from '../i18n/dates';
import type { RootStore } from '../stores/RootStore';
import type { AnnouncedSession } from '../stores/SlotSearchStore';
import { useStores } from '../stores/storeContext';
import './AnnouncedSessions.scss';
import { go } from './navigation';

/** More are found on the page of halls and times. */
const SHOWN = 4;

/** Student sessions and overtime for what is looked for: each leads to its times. Nothing where there are none. */
export const AnnouncedSessions = observer(function AnnouncedSessions() {
  const stores = useStores();
  const { search, settings } = stores;
  const sessions = search.announcedForService.slice(0, SHOWN);
  if (sessions.length === 0) return null;
  return (
    <Card id="announced">
      <View className="strong">{settings.t('announced.title')}</View>
      {sessions.map((session) => (
        <Announced key={`${session.lane} ${session.date} ${session.opensAt ?? ''}`} session={session} />
      ))}
    </Card>
  );
});

const Announced = observer(function Announced({ session }: { session: AnnouncedSession }) {
  const stores = useStores();
  const { search, settings } = stores;
  const { t, language } = settings;
  const { kind, lane, date } = session;
  const name = t(kind === 'student' ? 'slots.students' : 'slots.overtime');
  const day = formatDate(language, date);
  const state = stateOf(stores, session);
  return (
    <View
      id={`announced-${lane}-${date}`}
      className="announced__line"
      ariaRole="button"
      ariaLabel={`${name} ${day} ${state}`}
      onClick={() => go('slots', { service: search.service, date, ...(kind === 'student' ? { lane } : {}) })}
    >
      <View>
        {name} {day} ›
      </View>
      <View className="row row--spread">
        <Text className="hint grow">{whereOf(stores, session)}</Text>
        <Text className={session.open > 0 ? 'good' : 'warn'}>{state}</Text>
      </View>
    </View>
  );
});

function stateOf({ settings: { t, language } }: RootStore, { open, opensAt }: AnnouncedSession): string {
  if (open > 0) return t('home.openSeats', { count: open });
  if (opensAt === undefined) return t('slots.day.full');
  const { date, time } = hallParts(opensAt);
  return t('slots.opensAt', { date: formatDate(language, date), time });
}

function whereOf({ city, settings: { t, pick } }: RootStore, { halls }: AnnouncedSession): string {
  return halls.length > 2
    ? t('announced.halls', { count: halls.length })
    : halls.map((hall) => pick(city.district(hall))).join('，');
}
