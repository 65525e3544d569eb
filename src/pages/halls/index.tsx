import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { type MapPin, PlaceMap } from '../../components/PlaceMap';
import { announced } from '../../i18n/announced';
import { formatDate, formatDistance, hallParts } from '../../i18n/dates';
import { kioskCount } from '../../i18n/kiosks';
import { KioskSheet } from '../../screen/KioskSheet';
import { Loaded } from '../../screen/Loaded';
import { go } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { WayTo } from '../../screen/WayTo';
import { Where } from '../../screen/Where';
import type { Hall, Kiosk } from '../../stores/CityStore';
import { type HallOnMap, hallFilters } from '../../stores/HallListStore';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** Someone wants to know where they can go, on a list or a map, and whether they must book at all. */
export default observer(function HallsPage() {
  const { city, hallList, settings } = useStores();
  useDidShow(() => {
    void city.load();
  });
  usePullDownRefresh(() => {
    void city.load().finally(() => Taro.stopPullDownRefresh());
  });
  const chosen = hallList.halls.find(({ hall }) => hall === hallList.chosen);
  // A map without one verified place would show nothing but streets.
  const hasMap = hallList.onMap.length > 0;
  const asMap = hallList.asMap && hasMap;
  return (
    <Screen title="halls.title">
      <Card>
        <Where onChange={() => hallList.choose(undefined)} />
      </Card>
      {hasMap ? (
        <View className="wrap halls__choices">
          {[false, true].map((map) => (
            <Chip
              key={String(map)}
              id={map ? 'as-map' : 'as-list'}
              text={settings.t(map ? 'halls.map' : 'halls.list')}
              chosen={asMap === map}
              onPress={() => hallList.show(map)}
            />
          ))}
        </View>
      ) : null}
      <View className="wrap halls__choices">
        {hallFilters.map((filter) => (
          <Chip
            key={filter}
            id={`filter-${filter}`}
            text={settings.t(`halls.filter.${filter}`)}
            chosen={hallList.filter === filter}
            onPress={() => hallList.chooseFilter(filter)}
          />
        ))}
      </View>
      <Loaded of={city.city} onRetry={() => void city.load()} lines={5}>
        {() =>
          asMap ? (
            <View>
              <HallMap />
              {chosen === undefined ? (
                <View className="hint">{settings.t('halls.mapHint')}</View>
              ) : (
                <HallCard hall={chosen} />
              )}
            </View>
          ) : (
            <View>
              {hallList.halls.map((hall) => (
                <HallCard key={hall.hall} hall={hall} />
              ))}
            </View>
          )
        }
      </Loaded>
      <KioskSheet onReported={() => undefined} />
    </Screen>
  );
});

const HallMap = observer(function HallMap() {
  const { city, hallList, place, settings } = useStores();
  const { t, pick } = settings;
  const toPin = ({ hall, mode, position, area, name }: HallOnMap): MapPin => ({
    id: hall,
    ...position,
    roughMetres: area.errorMetres,
    name: pick(city.shortDistrict(hall)),
    kind: mode,
    label: `${pick(name)} ${t(mode === 'dual-track' ? 'halls.dualTrack' : 'halls.onArrival')}`,
  });
  return (
    <PlaceMap
      key={hallList.filter}
      pins={hallList.onMap.map(toPin)}
      focus={hallList.inView.map(toPin)}
      chosen={hallList.chosen}
      here={place.here}
      label={t('halls.mapLabel')}
      zoomIn={t('halls.zoomIn')}
      zoomOut={t('halls.zoomOut')}
      onChoose={(hall) => hallList.choose(hall)}
    />
  );
});

const HallCard = observer(function HallCard({ hall }: { hall: Hall }) {
  const { city, place, search, settings } = useStores();
  const { t, pick } = settings;
  const name = pick(hall.name);
  const metres = place.toldMetres(hall.hall);
  const hotline = city.city.value?.city.hotline ?? hall.phone;
  return (
    <Card id={`hall-${hall.hall}`}>
      <View className="row row--spread">
        <Text className="strong grow">{name}</Text>
        <Text className="hint">
          {t(hall.mode === 'dual-track' ? 'halls.filter.dual-track' : 'halls.filter.serve-on-arrival')}
        </Text>
      </View>
      {announced(settings, hall) === undefined ? null : (
        <View className="hint">{announced(settings, hall)}</View>
      )}
      <View className="hint">{hall.addressVerified ? pick(hall.address) : t('place.ask', { hotline })}</View>
      {place.reach(hall.hall) === undefined ? null : (
        <View className="hint">
          {metres === undefined
            ? t('place.inDistrict', { district: pick(hall.district) })
            : t('halls.distance', { distance: formatDistance(metres) })}
        </View>
      )}
      <Today hall={hall} />
      {city.kiosksIn(hall.hall).map((kiosk) => (
        <KioskLine key={kiosk.kiosk} kiosk={kiosk} />
      ))}
      <View className="row">
        <WayTo id={hall.hall} hall={hall} asLink hint={false} />
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

/** The hours of this very day; on a holiday, when it opens again. */
const Today = observer(function Today({ hall }: { hall: Hall }) {
  const { t, language } = useStores().settings;
  const { open, holiday, hours, next } = hall.today;
  const closed =
    next === undefined
      ? t('halls.closedToday')
      : t(holiday ? 'halls.holiday' : 'halls.nextOpen', { date: formatDate(language, next) });
  return (
    <View>
      <View className={open ? 'good' : 'warn'}>
        {open
          ? t('halls.openToday', { hours: hours.map(({ from, to }) => `${from}–${to}`).join('，') })
          : closed}
      </View>
      {hall.hoursVerified ? null : <View className="hint">{t('halls.hoursUnverified')}</View>}
    </View>
  );
});

/** A kiosk in a line; a tap tells more and takes a report. */
const KioskLine = observer(function KioskLine({ kiosk }: { kiosk: Kiosk }) {
  const { kiosks, settings } = useStores();
  const { t } = settings;
  const { inService, devices, queue, confirmed, reportedOut: out } = kiosk;
  const parts = [
    t('halls.kiosk'),
    ...(devices === undefined ? [] : [kioskCount(settings, devices)]),
    ...(queue === undefined ? [] : [t('halls.kioskQueue', { count: queue })]),
    ...(confirmed ? [] : [t('halls.kioskUnconfirmed')]),
  ];
  return (
    <View
      id={`kiosk-${kiosk.kiosk}`}
      className="halls__kiosk"
      ariaRole="button"
      onClick={() => kiosks.open(kiosk.kiosk)}
    >
      <View className={inService ? '' : 'warn'}>{inService ? parts.join(' · ') : t('halls.kioskOff')}</View>
      {out === undefined || !inService ? null : (
        <View className="warn">
          {t('kiosk.reportedOut', { count: out.people, time: hallParts(out.at).time })}
        </View>
      )}
      <Text className="link">{t('kiosk.more')} ›</Text>
    </View>
  );
});
