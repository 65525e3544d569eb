import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh, useShareAppMessage } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Empty } from '../../components/Empty';
import { SlotOption } from '../../components/SlotOption';
import { formatDate, formatNearDate, formatShortDay, hallParts } from '../../i18n/dates';
import { CitizensOnly } from '../../screen/CitizensOnly';
import { Loaded } from '../../screen/Loaded';
import { go, pathOf, switchTo } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { LiveTickets, useMyTickets } from '../../screen/TicketCard';
import { dressTabs } from '../../screen/tabs';
import type { EarliestOption } from '../../stores/SlotSearchStore';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** Someone needs a document: what, and the first free times to take with one tap. */
export default observer(function HomePage() {
  const { city, search, settings, session, reservations, waitlist } = useStores();
  const { t } = settings;

  const lookAtTickets = useMyTickets();
  const load = async () => {
    await Promise.all([city.load(), search.loadEarliest()]);
    if (session.known) await Promise.all([reservations.loadMine(), waitlist.loadMine()]);
  };
  useDidShow(() => {
    void load();
    dressTabs(settings);
  });
  usePullDownRefresh(() => {
    void lookAtTickets();
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  useShareAppMessage(() => ({ title: t('app.title'), path: pathOf('home') }));

  const name = city.city.value?.city.name;
  return (
    <Screen title="app.title">
      <View className="home__head">
        <Text className="title grow">
          {name === undefined ? t('app.title') : t('app.city', { city: settings.pick(name) })}
        </Text>
        <View
          id="elder-switch"
          className="home__elder"
          ariaRole="button"
          onClick={() => settings.switchElder()}
        >
          <Text>{settings.elder ? t('home.elderOff') : t('home.elderOn')}</Text>
        </View>
      </View>
      <LiveTickets />
      <OfferedSeat />
      <NextVisit />
      <View className="section">
        <Text>{t('home.what')}</Text>
        <Text id="go-guide" className="link" ariaRole="button" onClick={() => go('guide')}>
          {t('home.guide')} ›
        </Text>
      </View>
      <CitizensOnly />
      <Services onRetry={() => void load()} />
      <View className="section">
        <Text>{t('home.earliest')}</Text>
        <Text className="hint">{t('home.earliestHint')}</Text>
      </View>
      <Loaded of={search.earliest} onRetry={() => void load()}>
        {(options) => <Earliest options={options} />}
      </Loaded>
      <Button id="choose-more" kind="plain" onPress={() => go('slots', { service: search.service })}>
        {t('home.chooseMore')}
      </Button>
      <View className="home__ways">
        <Button id="go-nearest" kind="plain" onPress={() => go('nearest', { service: search.service })}>
          {t('home.nearest')}
        </Button>
        <Button id="go-glance" kind="plain" onPress={() => go('glance', { service: search.service })}>
          {t('home.glance')}
        </Button>
      </View>
      <View className="home__ways">
        <Button id="go-take" kind="plain" onPress={() => go('take', { service: search.service })}>
          {t('ticket.open')}
        </Button>
      </View>
      <Maybe />
    </Screen>
  );
});

/** A seat is held for some minutes only: it is said where everyone looks first. */
const OfferedSeat = observer(function OfferedSeat() {
  const { settings, waitlist } = useStores();
  const { t } = settings;
  const [offer] = waitlist.offers.flatMap((entry) => entry.offer ?? []);
  if (offer === undefined) return null;
  return (
    <Card id="offered-seat" label={t('waitlist.seat')} onPress={() => switchTo('mine')}>
      <View className="row row--spread">
        <Text className="good strong">{t('waitlist.seat')}</Text>
        <Text className="warn strong">{t('waitlist.until', { time: hallParts(offer.heldUntil).time })}</Text>
      </View>
      <View>
        {formatDate(settings.language, offer.date)} {offer.start} {settings.pick(offer.hallName)}
      </View>
    </Card>
  );
});

const NextVisit = observer(function NextVisit() {
  const { city, settings, reservations } = useStores();
  const { next } = reservations;
  if (next === undefined) return null;
  const when = `${formatNearDate(settings.language, next.date, city.today ?? next.date)} ${next.start}`;
  return (
    <Card id="next-visit" label={settings.t('home.next')} onPress={() => go('reservation', { id: next.id })}>
      <Text className="hint">{settings.t('home.next')}</Text>
      <View className="home__next">{when}</View>
      <View>{settings.pick(next.hallName)}</View>
    </Card>
  );
});

const Services = observer(function Services({ onRetry }: { onRetry: () => void }) {
  const { city, search, settings } = useStores();
  return (
    <Loaded of={city.city} onRetry={onRetry} lines={1} quiet>
      {({ services }) => (
        <View className="wrap">
          {services.map(({ service, shortName }) => (
            <Chip
              key={service}
              id={`service-${service}`}
              text={settings.pick(shortName)}
              chosen={service === search.service}
              onPress={() => {
                search.chooseService(service);
                void search.loadEarliest({ forget: true });
              }}
            />
          ))}
        </View>
      )}
    </Loaded>
  );
});

const Earliest = observer(function Earliest({ options }: { options: readonly EarliestOption[] }) {
  const { city, search, settings } = useStores();
  const { t, language } = settings;
  const rules = city.city.value?.rules;
  if (options.length === 0) {
    return (
      <Empty
        id="sold-out"
        title={t('home.none', { days: rules?.horizonDays ?? 14 })}
        hint={t('home.noneHint', { release: rules?.release ?? '08:00', noon: rules?.noonRelease ?? '12:00' })}
      >
        <Button id="wait" onPress={() => go('waitlist', { service: search.service })}>
          {t('waitlist.open')}
        </Button>
        <Button id="go-halls" kind="plain" onPress={() => go('halls')}>
          {t('me.halls')}
        </Button>
      </Empty>
    );
  }
  return (
    <View>
      {options.slice(0, settings.elder ? 3 : 4).map((option) => (
        <SlotOption
          key={option.slot}
          id={`earliest-${option.hall}`}
          day={formatShortDay(language, option.date, city.today ?? option.date)}
          time={option.start}
          hall={settings.pick(city.district(option.hall))}
          note={t('home.openSeats', { count: option.open })}
          onPress={() => go('confirm', { slot: option.slot, service: search.service })}
        />
      ))}
    </View>
  );
});

/** What spares people a booking or a visit, in the city's own words; the first is always open. */
const Maybe = observer(function Maybe() {
  const { city, settings } = useStores();
  const { t, pick } = settings;
  const [open, setOpen] = useState(false);
  // What an older version kept on the phone has no hints.
  const hints = city.city.value?.hints ?? [];
  if (hints.length === 0) return null;
  return (
    <View className="home__maybe">
      <Card>
        <View id="maybe" className="row row--spread" ariaRole="button" onClick={() => setOpen(!open)}>
          <Text className="strong">{t('home.maybe')}</Text>
          <Text className="link">{open ? t('common.less') : t('common.more')}</Text>
        </View>
        {(open ? hints : hints.slice(0, 1)).map(({ hint, text }) => (
          <View key={hint} id={`hint-${hint}`} className="home__way">
            {pick(text)}
          </View>
        ))}
      </Card>
    </View>
  );
});
