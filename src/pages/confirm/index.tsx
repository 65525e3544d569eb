import { Text, View } from '@tarojs/components';
import { useDidShow, useLoad, useRouter } from '@tarojs/taro';
import { autorun } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import { parseSlotId } from '../../../domain/availability/slotId';
import { formatMinute } from '../../../domain/calendar/hallTime';
import { addDays } from '../../../domain/calendar/localDate';
import { services } from '../../../domain/service';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Notice } from '../../components/Notice';
import { SlotOption } from '../../components/SlotOption';
import { formatDate, formatNearDate, formatShortDay } from '../../i18n/dates';
import { Bring } from '../../screen/Bring';
import { CitizensOnly } from '../../screen/CitizensOnly';
import { go, parameter, replace } from '../../screen/navigation';
import { MissingHint, PartyFields } from '../../screen/PartyFields';
import { Screen } from '../../screen/Screen';
import { SpecialWindow } from '../../screen/SpecialWindow';
import { knownOf } from '../../stores/PeopleStore';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** Someone has a time and wants it: who comes is filled in from last time, so that one tap books. */
export default observer(function ConfirmPage() {
  const { booking, city, people, search } = useStores();
  const { params } = useRouter();

  useLoad(() => {
    const service = services.find((code) => code === parameter(params, 'service')) ?? search.service;
    booking.begin(parameter(params, 'slot') ?? '', service, parameter(params, 'request'));
  });
  const load = async () => {
    await city.ensure();
    await people.load();
  };
  useDidShow(() => {
    void load();
  });
  // Asked anew whenever the slot, the services or the party change.
  useEffect(() => autorun(() => void booking.loadPromise()), [booking]);

  return (
    <Screen title="confirm.title" withBar>
      <Slot />
      <Trouble />
      <StudentDeclaration />
      <PartyFields onRetry={() => void load()} />
      <CitizensOnly />
      <What />
      <Ready />
      <Bring services={booking.services} party={booking.party.map(knownOf)} />
      <Bar />
    </Screen>
  );
});

const Slot = observer(function Slot() {
  const { booking, city, settings } = useStores();
  const { language, pick } = settings;
  const slot = parseSlotId(booking.slot);
  if (slot === null) return <Notice kind="bad">{settings.error('SLOT_CLOSED')}</Notice>;
  const day = formatNearDate(language, slot.date, city.today ?? slot.date);
  const cancelHint =
    slot.date === city.today
      ? settings.t('confirm.cancelLateHint', {
          minutes: city.city.value?.rules.changeUntilMinutesBefore ?? 60,
        })
      : settings.t('confirm.cancelHint', { date: formatDate(language, addDays(slot.date, -1)) });
  return (
    <Card>
      <View id="slot-when" className="confirm__when">
        {day} {formatMinute(slot.startMinute)}
      </View>
      <View>{pick(city.hall(slot.hall)?.name ?? { zh: slot.hall, en: slot.hall })}</View>
      <SpecialWindow lane={slot.lane} />
      <View className="hint">{cancelHint}</View>
    </Card>
  );
});

/** A student session asks for the word of whoever books; the hall looks at the cards. */
const StudentDeclaration = observer(function StudentDeclaration() {
  const { booking, city, settings } = useStores();
  const ages = city.city.value?.rules.studentAges;
  if (!booking.forStudents || ages === undefined) return null;
  const { declaredStudents } = booking;
  return (
    <View>
      <View className="section">
        <Text>{settings.t('slots.students')}</Text>
      </View>
      <View
        id="declare-students"
        className={`confirm__declare ${declaredStudents ? 'confirm__declare--given' : ''}`}
        ariaRole="checkbox"
        ariaLabel={settings.t('confirm.students', ages)}
        onClick={() => booking.declareStudents()}
      >
        <Text className="confirm__tick">{declaredStudents ? '✓' : ''}</Text>
        <Text className="grow">{settings.t('confirm.students', ages)}</Text>
      </View>
    </View>
  );
});

/** What stood in the way of the last try, and what to do instead. */
const Trouble = observer(function Trouble() {
  const { booking, city, settings } = useStores();
  const { t, language, pick } = settings;
  const { error, taken, alternatives } = booking;
  if (error === undefined) return null;
  if (!taken) {
    return (
      <Notice kind="bad" id="booking-error">
        {settings.error(error.code, error.details)}
      </Notice>
    );
  }
  return (
    <View>
      <Notice kind="bad" id="booking-error">
        <View className="strong">{t('confirm.taken')}</View>
        <View>{t(alternatives.length > 0 ? 'confirm.alternatives' : 'confirm.noAlternatives')}</View>
      </Notice>
      {alternatives.map((option) => (
        <SlotOption
          key={option.slot}
          id={`alternative-${option.slot.replaceAll('.', '-')}`}
          day={formatShortDay(language, option.date, city.today ?? option.date)}
          time={option.start}
          hall={pick(city.district(option.hall))}
          note={t('home.openSeats', { count: option.open })}
          onPress={() => booking.chooseSlot(option.slot)}
        />
      ))}
      <WaitInstead />
    </View>
  );
});

/** The slot is gone: wait for its hall and day, with the same party. */
const WaitInstead = observer(function WaitInstead() {
  const { booking, settings, waitlist } = useStores();
  const wanted = parseSlotId(booking.slot);
  const [service] = booking.services;
  if (wanted === null || wanted.lane !== 'appointment') return null;
  if (service === undefined || !waitlist.isOpen(wanted.date)) return null;
  const { hall, date } = wanted;
  return (
    <Button id="wait" kind="plain" onPress={() => go('waitlist', { service, hall, date, party: 'kept' })}>
      {settings.t('waitlist.openSlot')}
    </Button>
  );
});

const What = observer(function What() {
  const { booking, city, settings } = useStores();
  const slot = parseSlotId(booking.slot);
  const lane = city.hall(slot?.hall ?? '')?.lanes.find((each) => each.lane === slot?.lane);
  const [open, setOpen] = useState(false);
  // A lane that was opened a moment ago is not known yet: what was chosen is offered there.
  const offered = city.services.filter(
    ({ service }) => lane?.services.includes(service) || booking.services.includes(service),
  );
  const shown = open ? offered : offered.filter(({ service }) => booking.services.includes(service));
  return (
    <View>
      <View className="section">
        <Text>{settings.t('confirm.services')}</Text>
        <Text id="more-services" className="link" ariaRole="button" onClick={() => setOpen(!open)}>
          {settings.t(open ? 'common.less' : 'common.edit')}
        </Text>
      </View>
      <View className="wrap">
        {shown.map(({ service, shortName }) => (
          <Chip
            key={service}
            id={`for-${service}`}
            text={settings.pick(shortName)}
            chosen={booking.services.includes(service)}
            onPress={() => (open ? booking.toggleService(service) : setOpen(true))}
          />
        ))}
      </View>
    </View>
  );
});

const Ready = observer(function Ready() {
  const { booking, settings } = useStores();
  const promised = booking.promise.value;
  if (promised === undefined) return null;
  const date = formatDate(settings.language, promised.promisedOn);
  return (
    <View>
      <View className="section">
        <Text>{settings.t('confirm.ready')}</Text>
      </View>
      <Card>
        <View id="ready-by">
          {settings.t(promised.provisional ? 'confirm.readyAbout' : 'confirm.readyBy', { date })}
        </View>
      </Card>
    </View>
  );
});

const Bar = observer(function Bar() {
  const { booking, reservations, settings } = useStores();
  const { t } = settings;
  const book = async () => {
    const reservation = await booking.book();
    if (reservation === null) return;
    reservations.take(reservation);
    replace('reservation', { id: reservation.id });
  };
  const { missing } = booking;
  const count = booking.party.length;
  const text = booking.busy
    ? t('confirm.busy')
    : count > 1
      ? t('confirm.buttonCount', { count })
      : t('confirm.button');
  return (
    <View className="bar">
      <MissingHint />
      <Button
        id="confirm-booking"
        disabled={missing !== undefined || booking.busy}
        onPress={() => void book()}
      >
        {text}
      </Button>
    </View>
  );
});
