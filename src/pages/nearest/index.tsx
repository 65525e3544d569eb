import { Picker, Text, View } from '@tarojs/components';
import Taro, { useDidShow, useLoad, usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { services } from '../../../domain/service';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Choice } from '../../components/Choice';
import { Empty } from '../../components/Empty';
import { announced } from '../../i18n/announced';
import { formatDistance, formatNearDate, hallParts } from '../../i18n/dates';
import { explanationSentence, waitSentence } from '../../i18n/visitOptions';
import { AnnouncedSessions } from '../../screen/AnnouncedSessions';
import { KioskSheet } from '../../screen/KioskSheet';
import { Loaded } from '../../screen/Loaded';
import { go, parameter, pathOf } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { ServiceChoices } from '../../screen/ServiceChoices';
import { WayTo } from '../../screen/WayTo';
import { Where } from '../../screen/Where';
import { freeTimes, type Nearest, traits, type VisitOption } from '../../stores/NearestStore';
import type { RootStore } from '../../stores/RootStore';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** Someone wants to be told where to go and when: the best way first, with its reason, then the others. */
export default observer(function NearestPage() {
  const { city, nearest, place, search, session, reservations, settings } = useStores();
  const { t } = settings;
  const { params } = useRouter();

  useLoad(() => {
    const service = services.find((code) => code === parameter(params, 'service'));
    if (service !== undefined) search.chooseService(service);
    const trait = traits.find((each) => each === parameter(params, 'trait'));
    if (trait !== undefined) nearest.claim(trait);
    nearest.chooseNoBooking(parameter(params, 'booking') === 'none');
  });
  const load = async () => {
    await city.ensure();
    if (session.known && reservations.mine.value === undefined) await reservations.loadMine();
    await Promise.all([nearest.load(), search.loadAnnounced()]);
  };
  const ask = () => void nearest.load({ forget: true });
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  useShareAppMessage(() => ({
    title: t('nearest.title'),
    path: pathOf('nearest', { service: search.service }),
  }));

  return (
    <Screen title="nearest.title">
      <Card>
        <Where onChange={ask} />
        {place.from.near === undefined && place.district === undefined ? (
          <View id="way-unknown" className="hint">
            {t('nearest.wayUnknown')}
          </View>
        ) : null}
        <ServiceChoices onChange={ask} />
        <When onChange={ask} />
      </Card>
      <About onChange={ask} />
      <Loaded of={nearest.answer} onRetry={() => void load()} lines={5}>
        {(answer) => <Options answer={answer} />}
      </Loaded>
      <AnnouncedSessions />
      <View className="nearest__more">
        <Button id="go-glance" kind="plain" onPress={() => go('glance', { service: search.service })}>
          {t('home.glance')}
        </Button>
        <Button id="go-halls" kind="plain" onPress={() => go('halls')}>
          {t('me.halls')}
        </Button>
      </View>
      <KioskSheet onReported={() => void nearest.load()} />
    </Screen>
  );
});

const When = observer(function When({ onChange }: { onChange: () => void }) {
  const { nearest, settings } = useStores();
  const { t } = settings;
  return (
    <Picker
      mode="selector"
      range={freeTimes.map((each) => t(`nearest.when.${each}`))}
      value={freeTimes.indexOf(nearest.freeTimes)}
      onChange={({ detail }) => {
        nearest.chooseFreeTimes(freeTimes[Number(detail.value)] ?? 'any');
        onChange();
      }}
    >
      <Choice id="choose-when" label={t('nearest.when')} value={t(`nearest.when.${nearest.freeTimes}`)} />
    </Picker>
  );
});

const NO_NAME = { zh: '', en: '' };

/** A tap on what is true of the person may spare them the visit. */
const About = observer(function About({ onChange }: { onChange: () => void }) {
  const { city, nearest, settings } = useStores();
  const { t, pick } = settings;
  return (
    <View className="nearest__about">
      <View className="hint">{t('nearest.about')}</View>
      <View className="wrap">
        <Chip
          id="no-booking"
          text={t('nearest.noBooking')}
          chosen={nearest.noBooking}
          onPress={() => {
            nearest.chooseNoBooking(!nearest.noBooking);
            onChange();
          }}
        />
        {nearest.offeredTraits.map((trait) => (
          <Chip
            key={trait}
            id={`trait-${trait}`}
            text={t(`nearest.trait.${trait}`, { city: pick(city.city.value?.city.name ?? NO_NAME) })}
            chosen={nearest.has(trait)}
            onPress={() => {
              nearest.toggleTrait(trait);
              onChange();
            }}
          />
        ))}
      </View>
    </View>
  );
});

const Options = observer(function Options({ answer }: { answer: Nearest }) {
  const stores = useStores();
  const { t } = stores.settings;
  const [first, ...others] = stores.nearest.options;
  if (first === undefined) {
    return <Empty id="no-options" title={t('nearest.none')} hint={t('nearest.noneHint')} />;
  }
  // The reason is that of the best way of all.
  const best = answer.options[0]?.id === first.id;
  const against = best ? others.find(({ id }) => id === answer.explanation?.against) : undefined;
  return (
    <View>
      <OptionCard option={first} best>
        {against === undefined || answer.explanation === undefined ? null : (
          <View id="explanation" className="nearest__why">
            {explanationSentence(t, answer.explanation, nameOf(stores, against))}
          </View>
        )}
      </OptionCard>
      {others.length === 0 ? null : (
        <View className="section">
          <Text>{t('nearest.others')}</Text>
        </View>
      )}
      {others.map((option) => (
        <OptionCard key={option.id} option={option} best={false}>
          {null}
        </OptionCard>
      ))}
    </View>
  );
});

/** The place and the way of being served there, in a few words. */
function nameOf({ city, settings }: RootStore, { kind, hall, kiosk }: VisitOption): string {
  const place = hall ?? city.kiosk(kiosk ?? '')?.hall;
  const way = settings.t(`nearest.kind.${kind}`);
  return place === undefined ? way : `${settings.pick(city.district(place))} · ${way}`;
}

interface OptionCardProps {
  readonly option: VisitOption;
  readonly best: boolean;
  readonly children: React.ReactNode;
}

const OptionCard = observer(function OptionCard({ option, best, children }: OptionCardProps) {
  const stores = useStores();
  const { city, settings } = stores;
  const { t, language } = settings;
  const { kind, date, start, certainty, remarks } = option;
  const day = formatNearDate(language, date, city.today ?? date);
  const booked = kind === 'appointment' || kind === 'usual-hall' || kind === 'student-session';
  return (
    <Card id={`option-${option.id.replaceAll('.', '-')}`}>
      {best ? <Text className="nearest__best">{t('nearest.best')}</Text> : null}
      <View className="strong">{nameOf(stores, option)}</View>
      {kind === 'online-renewal' ? null : (
        <View className="nearest__when">
          {start === undefined
            ? t('nearest.goNow')
            : booked
              ? `${day} ${start}`
              : t('nearest.arriveBy', { date: day, time: start })}
        </View>
      )}
      {children}
      {kind === 'online-renewal' ? null : (
        <View className="hint">
          {[wayOf(stores, option), waitSentence(t, option)].filter((words) => words !== '').join(' · ')}
        </View>
      )}
      <View className={`nearest__certainty nearest__certainty--${certainty}`}>
        {[
          t(`nearest.certainty.${certainty}`),
          ...remarks.map((remark) => t(`nearest.remark.${remark}`)),
          ...(kind === 'serve-on-arrival' ? [announced(settings, city.hall(option.hall ?? ''))] : []),
        ]
          .filter((words) => words !== undefined)
          .join(' · ')}
      </View>
      <Conditions option={option} />
      <KioskState option={option} />
      <Actions option={option} />
    </Card>
  );
});

/** The way as far as it is known; while nobody knows where the person is, that is said once above. */
function wayOf({ city, place, settings: { t, pick } }: RootStore, option: VisitOption): string {
  const { distanceMetres, travelMinutes: minutes } = option;
  const hall = option.hall ?? city.kiosk(option.kiosk ?? '')?.hall ?? '';
  if (distanceMetres !== undefined && minutes !== undefined)
    return t('nearest.way', { distance: formatDistance(distanceMetres), minutes });
  return place.reach(hall) === undefined
    ? ''
    : t('place.inDistrict', { district: pick(city.district(hall)) });
}

/** What people report of a kiosk, and a way to tell them. */
const KioskState = observer(function KioskState({ option }: { option: VisitOption }) {
  const { city, kiosks, settings } = useStores();
  const { t } = settings;
  const kiosk = city.kiosk(option.kiosk ?? '');
  if (kiosk === undefined) return null;
  const { reportedOut: out } = kiosk;
  return (
    <View>
      {out === undefined ? null : (
        <View className="warn">
          {t('kiosk.reportedOut', { count: out.people, time: hallParts(out.at).time })}
        </View>
      )}
      <Text
        id={`report-${kiosk.kiosk}`}
        className="link"
        ariaRole="button"
        onClick={() => kiosks.open(kiosk.kiosk)}
      >
        {t('kiosk.reportOne')}
      </Text>
    </View>
  );
});

/** What a shortcut asks of the person, so that nobody goes for nothing. */
const Conditions = observer(function Conditions({ option }: { option: VisitOption }) {
  const { city, settings } = useStores();
  const { onlineRenewal, kiosk } = city.city.value?.shortcuts ?? {};
  const rule = { 'online-renewal': onlineRenewal, kiosk }[option.kind as string];
  if (rule === undefined) return null;
  return (
    <View className="hint">
      {rule.how === undefined ? null : <View>{settings.pick(rule.how)}</View>}
      <View>{settings.pick(rule.conditions)}</View>
      {option.kind === 'online-renewal' && onlineRenewal !== undefined ? (
        <View>
          {settings.t('nearest.onlineCities', {
            cities: onlineRenewal.cities
              .map(({ name }) => settings.pick(name))
              .join(settings.t('common.comma')),
            more: settings.pick(onlineRenewal.moreCities),
          })}
        </View>
      ) : null}
    </View>
  );
});

const Actions = observer(function Actions({ option }: { option: VisitOption }) {
  const { city, search, settings } = useStores();
  const { t } = settings;
  const { id, slot } = option;
  const place = id.replaceAll('.', '-');
  if (slot !== undefined) {
    return (
      <Button id={`take-${place}`} onPress={() => go('confirm', { slot, service: search.service })}>
        {t('nearest.book')}
      </Button>
    );
  }
  const hall = city.hall(option.hall ?? city.kiosk(option.kiosk ?? '')?.hall ?? '');
  if (hall === undefined) return null;
  return (
    <View className="nearest__actions">
      {isTicketToday(option, city.today) ? (
        <Button id={`take-${place}`} onPress={() => go('take', { hall: hall.hall, service: search.service })}>
          {t('ticket.openHere')}
        </Button>
      ) : null}
      <WayTo id={place} hall={hall} />
      <Button
        id={`call-${place}`}
        kind="plain"
        onPress={() => void Taro.makePhoneCall({ phoneNumber: hall.phone })}
      >
        {`${t('reservation.call')} ${hall.phone}`}
      </Button>
    </View>
  );
});

/** A ticket is of today: one that counts on another day is taken then. */
function isTicketToday({ kind, date }: VisitOption, today: string | undefined): boolean {
  return (kind === 'on-site-ticket' || kind === 'serve-on-arrival') && date === today;
}
