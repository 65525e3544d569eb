import { Button as NativeButton, Text, View } from '@tarojs/components';
import Taro, { useDidShow, useLoad, usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { isWeekend } from '../../../domain/calendar/localDate';
import { services } from '../../../domain/service';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { FullnessGrid, type FullnessRow } from '../../components/FullnessGrid';
import { SlotOption } from '../../components/SlotOption';
import { announced } from '../../i18n/announced';
import { formatDate, formatShortDay, formatWeekday, hallParts } from '../../i18n/dates';
import { AnnouncedSessions } from '../../screen/AnnouncedSessions';
import { Loaded } from '../../screen/Loaded';
import { go, parameter, pathOf } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { ServiceChoices } from '../../screen/ServiceChoices';
import type { RootStore } from '../../stores/RootStore';
import type { CalendarDay } from '../../stores/SlotSearchStore';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** Someone wants to see where in the city there is room, on any day. */
export default observer(function GlancePage() {
  const stores = useStores();
  const { city, search, settings, platform } = stores;
  const { t } = settings;
  const { params } = useRouter();

  useLoad(() => {
    const service = services.find((code) => code === parameter(params, 'service'));
    if (service !== undefined) search.chooseService(service);
    const party = Number(parameter(params, 'party'));
    if (party >= 1 && party <= 5) search.choosePartySize(party);
  });
  const load = async ({ forget = false } = {}) => {
    await city.ensure();
    const whole = [search.loadWholeCity({ forget }), search.loadEarliest({ forget }), search.loadAnnounced()];
    await Promise.all(whole);
  };
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  useShareAppMessage(() => ({
    title: shareTitle(stores),
    path: pathOf('glance', { service: search.service, party: String(search.partySize) }),
  }));

  return (
    <Screen title="glance.title">
      <Card>
        <ServiceChoices onChange={() => void load({ forget: true })} />
      </Card>
      <Loaded of={search.days} onRetry={() => void load()} lines={8}>
        {({ asOf }) => (
          <View>
            <EarliestAnywhere />
            <Grid asOf={asOf} />
            <AnnouncedSessions />
          </View>
        )}
      </Loaded>
      <OnArrival />
      {platform.canShare ? (
        <NativeButton id="share" className="glance__share" openType="share">
          {t('glance.share')}
        </NativeButton>
      ) : null}
    </Screen>
  );
});

/** Says what is free and where, never who looked. */
function shareTitle({ city, search, settings }: RootStore): string {
  const { t, pick, language } = settings;
  const service = pick(city.service(search.service)?.shortName ?? { zh: '', en: '' });
  const [first] = search.earliest.value ?? [];
  return first === undefined
    ? t('glance.shareNone', { service })
    : t('glance.shareTitle', {
        service,
        date: formatDate(language, first.date),
        hall: pick(city.district(first.hall)),
      });
}

const EarliestAnywhere = observer(function EarliestAnywhere() {
  const { city, search, settings } = useStores();
  const { t, language, pick } = settings;
  const [first] = search.earliest.value ?? [];
  if (search.earliest.value === undefined) return null;
  if (first === undefined)
    return <Empty id="all-full" title={t('glance.none')} hint={t('slots.onArrival')} />;
  return (
    <View>
      <View className="section">
        <Text>{t('glance.earliest')}</Text>
      </View>
      <SlotOption
        id="earliest"
        day={formatShortDay(language, first.date, city.today ?? first.date)}
        time={first.start}
        hall={pick(city.district(first.hall))}
        note={t('home.openSeats', { count: first.open })}
        onPress={() => go('confirm', { slot: first.slot, service: search.service })}
      />
    </View>
  );
});

const Grid = observer(function Grid({ asOf }: { asOf: string }) {
  const stores = useStores();
  const { city, search, settings } = stores;
  const { t, language, pick } = settings;
  const halls = search.hallCalendars;
  const dates = halls[0]?.days.map(({ date }) => date) ?? [];
  const rows = dates.map(
    (date, index): FullnessRow => ({
      date,
      day: `${Number(date.slice(5, 7))}/${Number(date.slice(8))}`,
      weekday: formatWeekday(language, date),
      weekend: isWeekend(date),
      cells: halls.flatMap(({ hall, days }) => {
        const day = days[index];
        return day === undefined ? [] : [toCell(stores, hall, day)];
      }),
    }),
  );
  return (
    <Card>
      <View className="row row--spread glance__legend">
        <Text className="hint">{t('glance.legend')}</Text>
        <Text id="as-of" className="hint">
          {t('glance.asOf', { time: hallParts(asOf).time })}
        </Text>
      </View>
      <FullnessGrid
        id="fullness"
        dayTitle={t('glance.day')}
        columns={halls.map(({ hall }) => ({ id: hall, name: pick(city.shortDistrict(hall)) }))}
        rows={rows}
      />
    </Card>
  );
});

function toCell({ city, search, settings }: RootStore, hall: string, { date, level, open }: CalendarDay) {
  const { t, pick, language } = settings;
  const word = t(`glance.day.${level}`);
  const said = { hall: pick(city.district(hall)), date: formatDate(language, date), word };
  return {
    id: `cell-${hall}-${date}`,
    level,
    word,
    ...(open > 0 ? { count: String(open) } : {}),
    label: open > 0 ? t('glance.cellSeats', { ...said, count: open }) : t('glance.cell', said),
    onPress: () => go('slots', { hall, date, service: search.service, party: String(search.partySize) }),
  };
}

const OnArrival = observer(function OnArrival() {
  const { city, settings } = useStores();
  const { t, pick } = settings;
  const halls = city.onArrivalHalls;
  if (halls.length === 0) return null;
  const unconfirmed = halls.find(({ modeAnnounced }) => modeAnnounced !== undefined);
  return (
    <Card id="on-arrival" onPress={() => go('halls')} label={t('glance.onArrival')}>
      <View className="strong">{t('glance.onArrival')} ›</View>
      <View className="hint">{halls.map(({ district }) => pick(district)).join(' · ')}</View>
      {unconfirmed === undefined ? null : <View className="hint">{announced(settings, unconfirmed)}</View>}
    </Card>
  );
});
