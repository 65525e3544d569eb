import { Text, View } from '@tarojs/components';
import Taro, { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Loaded } from '../../screen/Loaded';
import { go } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import type { Hall } from '../../stores/CityStore';
import { useStores } from '../../stores/storeContext';

/** Someone wants to know where they can go, and whether they must book at all. */
export default observer(function HallsPage() {
  const { city, settings } = useStores();
  useDidShow(() => {
    void city.load();
  });
  return (
    <Screen title="halls.title">
      <Loaded of={city.city} onRetry={() => void city.load()} lines={5}>
        {({ halls }) => (
          <View>
            <View className="section">
              <Text>{settings.t('halls.onArrival')}</Text>
            </View>
            {halls
              .filter(({ mode }) => mode === 'serve-on-arrival')
              .map((hall) => (
                <HallCard key={hall.hall} hall={hall} />
              ))}
            <View className="section">
              <Text>{settings.t('halls.dualTrack')}</Text>
            </View>
            {halls
              .filter(({ mode }) => mode === 'dual-track')
              .map((hall) => (
                <HallCard key={hall.hall} hall={hall} />
              ))}
          </View>
        )}
      </Loaded>
    </Screen>
  );
});

const HallCard = observer(function HallCard({ hall }: { hall: Hall }) {
  const { search, settings, platform } = useStores();
  const { t, pick } = settings;
  const name = pick(hall.name);
  const hours = hall.today.hours.map(({ from, to }) => `${from}–${to}`).join('，');
  return (
    <Card id={`hall-${hall.hall}`}>
      <View className="strong">{name}</View>
      <View className="hint">{pick(hall.address)}</View>
      <View className={hall.today.open ? 'good' : 'warn'}>
        {hall.today.open ? t('halls.openToday', { hours }) : t('halls.closedToday')}
      </View>
      {hall.hoursVerified ? null : <View className="hint">{t('halls.hoursUnverified')}</View>}
      <View className="row">
        <Text
          id={`way-${hall.hall}`}
          className="link grow"
          ariaRole="button"
          onClick={() => platform.openLocation({ name, address: pick(hall.address), ...hall.position })}
        >
          {t('reservation.way')}
        </Text>
        <Text
          id={`call-${hall.hall}`}
          className="link grow"
          ariaRole="button"
          onClick={() => void Taro.makePhoneCall({ phoneNumber: hall.phone })}
        >
          {hall.phone}
        </Text>
      </View>
      {hall.mode === 'dual-track' ? (
        <Button
          id={`book-${hall.hall}`}
          kind="plain"
          onPress={() => go('slots', { hall: hall.hall, service: search.service })}
        >
          {t('halls.book')}
        </Button>
      ) : null}
    </Card>
  );
});
