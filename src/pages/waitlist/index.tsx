import { Text, View } from '@tarojs/components';
import { useDidShow, useLoad, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { services } from '../../../domain/service';
import { Button } from '../../components/Button';
import { Chip } from '../../components/Chip';
import { Notice } from '../../components/Notice';
import { formatDate } from '../../i18n/dates';
import { say } from '../../screen/asking';
import { parameter, replace, switchTo } from '../../screen/navigation';
import { MissingHint, PartyFields } from '../../screen/PartyFields';
import { Screen } from '../../screen/Screen';
import { useStores } from '../../stores/storeContext';
import { type PartOfDay, partsOfDay } from '../../stores/WaitlistStore';
import './index.scss';

/** Someone found everything full: what was looked for and who comes is filled in, so that one tap joins. */
export default observer(function WaitlistPage() {
  const { booking, city, people, search, session, waitlist } = useStores();
  const { params } = useRouter();

  useLoad(() => {
    const service = services.find((code) => code === parameter(params, 'service')) ?? search.service;
    const [hall, date] = [parameter(params, 'hall'), parameter(params, 'date')];
    waitlist.begin({
      service,
      ...(hall === undefined ? {} : { hall }),
      ...(date === undefined ? {} : { date }),
    });
    // Someone who comes from a booking has chosen the party already.
    if (parameter(params, 'party') !== 'kept') booking.begin('', service);
  });
  const load = async () => {
    await city.ensure();
    await session.ensure().catch(() => undefined);
    await people.load();
  };
  useDidShow(() => {
    void load();
  });

  return (
    <Screen title="waitlist.title" withBar>
      <What />
      <Refused />
      <Halls />
      <Days />
      <Hours />
      <Taking />
      <PartyFields onRetry={() => void load()} />
      <Bar />
    </Screen>
  );
});

const What = observer(function What() {
  const { city, settings, waitlist } = useStores();
  const name = city.service(waitlist.service)?.name;
  const closes = city.city.value?.rules.waitlistCloses ?? '23:00';
  return (
    <Notice id="waitlist-how">
      <View className="strong">{name === undefined ? '' : settings.pick(name)}</View>
      <View>{settings.t('waitlist.how', { closes })}</View>
    </Notice>
  );
});

const Refused = observer(function Refused() {
  const { city, settings, waitlist } = useStores();
  const { error, days } = waitlist;
  const closed = city.city.value !== undefined && days === undefined;
  if (error === undefined && !closed) return null;
  return (
    <Notice kind="bad" id="waitlist-error">
      {error === undefined ? settings.error('WAITLIST_CLOSED') : settings.error(error.code, error.details)}
    </Notice>
  );
});

interface ChoicesProps<Value extends string> {
  readonly title: string;
  /** Begins the ids of the chips. */
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

function Choices<Value extends string>({ title, name, options, chosen, onChoose }: ChoicesProps<Value>) {
  return (
    <View>
      <View className="section">
        <Text>{title}</Text>
      </View>
      <View className="wrap">
        {options.map(({ value, text }) => (
          <Chip
            key={value}
            id={`${name}-${value}`}
            text={text}
            chosen={value === chosen}
            onPress={() => onChoose(value)}
          />
        ))}
      </View>
    </View>
  );
}

const Halls = observer(function Halls() {
  const { city, settings, waitlist } = useStores();
  const { t, pick } = settings;
  const { hall, anyHall } = waitlist;
  if (hall === undefined) return null;
  return (
    <Choices
      title={t('waitlist.where')}
      name="where"
      options={[
        { value: 'this', text: t('waitlist.onlyHall', { hall: pick(city.district(hall)) }) },
        { value: 'any', text: t('slots.allHalls') },
      ]}
      chosen={anyHall ? 'any' : 'this'}
      onChoose={(value) => waitlist.chooseAnyHall(value === 'any')}
    />
  );
});

const Days = observer(function Days() {
  const { city, settings, waitlist } = useStores();
  const { t, language } = settings;
  const { date, anyDay } = waitlist;
  if (date === undefined) return null;
  const count = city.city.value?.rules.horizonDays ?? 14;
  return (
    <Choices
      title={t('waitlist.when')}
      name="when"
      options={[
        { value: 'this', text: t('waitlist.onlyDay', { date: formatDate(language, date) }) },
        { value: 'any', text: t('waitlist.anyDay', { count }) },
      ]}
      chosen={anyDay ? 'any' : 'this'}
      onChoose={(value) => waitlist.chooseAnyDay(value === 'any')}
    />
  );
});

const Hours = observer(function Hours() {
  const { settings, waitlist } = useStores();
  const parts = Object.keys(partsOfDay) as PartOfDay[];
  return (
    <Choices
      title={settings.t('waitlist.hours')}
      name="hours"
      options={parts.map((value) => ({ value, text: settings.t(`waitlist.hours.${value}`) }))}
      chosen={waitlist.part}
      onChoose={(part) => waitlist.choosePart(part)}
    />
  );
});

const Taking = observer(function Taking() {
  const { city, settings, waitlist } = useStores();
  const { t } = settings;
  const minutes = city.city.value?.rules.offerHoldMinutes ?? 30;
  return (
    <View>
      <Choices
        title={t('waitlist.taking')}
        name="taking"
        options={[
          { value: 'book', text: t('waitlist.automatic') },
          { value: 'ask', text: t('waitlist.ask') },
        ]}
        chosen={waitlist.automatic ? 'book' : 'ask'}
        onChoose={(value) => waitlist.chooseAutomatic(value === 'book')}
      />
      <View id="taking-hint" className="hint waitlist__hint">
        {waitlist.automatic ? t('waitlist.automaticHint') : t('waitlist.askHint', { minutes })}
      </View>
    </View>
  );
});

const Bar = observer(function Bar() {
  const { booking, settings, waitlist } = useStores();
  const { t } = settings;
  const join = async () => {
    const entry = await waitlist.join();
    if (entry === null) return;
    if (entry.status === 'booked') return replace('reservation', { id: entry.id });
    say(
      entry.position === undefined ? t('waitlist.seat') : t('waitlist.joined', { position: entry.position }),
    );
    switchTo('mine');
  };
  return (
    <View className="bar">
      <MissingHint />
      <Button
        id="join"
        disabled={booking.missing !== undefined || waitlist.days === undefined || waitlist.busy}
        onPress={() => void join()}
      >
        {waitlist.busy ? t('waitlist.joining') : t('waitlist.join')}
      </Button>
    </View>
  );
});
