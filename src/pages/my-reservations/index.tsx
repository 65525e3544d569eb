import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { Reservation } from '../../../contract/reservations';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { formatNearDate } from '../../i18n/dates';
import { Loaded } from '../../screen/Loaded';
import { go, switchTo } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { LiveTickets, useMyTickets } from '../../screen/TicketCard';
import { useStores } from '../../stores/storeContext';
import { Waits } from './Waits';

/** Someone looks for a visit: those to come first, the past below. */
export default observer(function MyReservationsPage() {
  const { city, reservations, session, waitlist } = useStores();
  const lookAtTickets = useMyTickets();
  const load = async () => {
    void city.ensure();
    const { known } = session;
    await Promise.all([reservations.loadMine(), waitlist.loadMine()]);
    // Whoever signed in just now may hold a ticket, too.
    if (!known) await lookAtTickets();
  };
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void lookAtTickets();
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title="mine.title">
      <LiveTickets />
      <Waits onRetry={() => void waitlist.loadMine()} />
      <Loaded of={reservations.mine} onRetry={() => void load()}>
        {({ reservations: all, hasMore }) => (all.length === 0 ? <NoVisits /> : <Visits hasMore={hasMore} />)}
      </Loaded>
    </Screen>
  );
});

/** Someone who waits for a seat, or in a hall, has nothing to be told of an empty page. */
const NoVisits = observer(function NoVisits() {
  const { settings, tickets, waitlist } = useStores();
  const { t } = settings;
  if (waitlist.live.length + tickets.live.length > 0) return null;
  return (
    <Empty id="no-reservations" title={t('mine.none')} hint={t('mine.noneHint')}>
      <Button id="go-book" onPress={() => switchTo('home')}>
        {t('mine.book')}
      </Button>
    </Empty>
  );
});

const Visits = observer(function Visits({ hasMore }: { hasMore: boolean }) {
  const { reservations, settings, waitlist } = useStores();
  const { t } = settings;
  return (
    <View>
      {waitlist.live.length === 0 || reservations.coming.length === 0 ? null : (
        <View className="section">
          <Text>{t('mine.coming')}</Text>
        </View>
      )}
      {reservations.coming.map((reservation) => (
        <Visit key={reservation.id} reservation={reservation} />
      ))}
      {reservations.past.length === 0 ? null : (
        <View className="section">
          <Text>{t('mine.past')}</Text>
        </View>
      )}
      {reservations.past.map((reservation) => (
        <Visit key={reservation.id} reservation={reservation} />
      ))}
      {hasMore ? (
        <Button id="more" kind="plain" onPress={() => void reservations.loadMore()}>
          {t('mine.more')}
        </Button>
      ) : null}
    </View>
  );
});

const Visit = observer(function Visit({ reservation }: { reservation: Reservation }) {
  const { city, settings } = useStores();
  const { id, date, start, status, hallName, people, actions, moveOffer } = reservation;
  const when = `${formatNearDate(settings.language, date, city.today ?? date)} ${start}`;
  return (
    <Card id={`reservation-${id}`} label={when} onPress={() => go('reservation', { id })}>
      <View className="row row--spread">
        <Text className={`title ${actions.length > 0 ? '' : 'hint'}`}>{when}</Text>
        <Text className={actions.length > 0 ? 'good' : 'hint'}>
          {settings.t(`reservation.status.${status}`)}
        </Text>
      </View>
      <View>{settings.pick(hallName)}</View>
      {moveOffer === undefined ? null : <View className="warn strong">{settings.t('mine.moveOffered')}</View>}
      <View className="hint">{people.map(({ name }) => name).join('，')}</View>
    </Card>
  );
});
