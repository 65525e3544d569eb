import { Button as NativeButton, Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { Reservation } from '../../../contract/reservations';
import { daysBetween } from '../../../domain/calendar/localDate';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Notice } from '../../components/Notice';
import { QrCode } from '../../components/QrCode';
import { SlotOption } from '../../components/SlotOption';
import {
  formatDate,
  formatDistance,
  formatInstant,
  formatNearDate,
  formatShortDay,
  toInstant,
} from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Bring } from '../../screen/Bring';
import { Loaded } from '../../screen/Loaded';
import { go, parameter, pathOf } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { SpecialWindow } from '../../screen/SpecialWindow';
import { useMyTickets } from '../../screen/TicketCard';
import { WayTo } from '../../screen/WayTo';
import type { EarliestOption } from '../../stores/SlotSearchStore';
import { useStores } from '../../stores/storeContext';
import { CheckIn } from './CheckIn';
import './index.scss';

/** Someone stands at the hall, or looks when and where to go: the code comes first. */
export default observer(function ReservationPage() {
  const { city, improvements, reservations, settings } = useStores();
  const { params } = useRouter();
  const id = parameter(params, 'id') ?? '';
  const shown = reservations.shown.value;

  const load = async () => {
    void city.ensure();
    await reservations.load(id);
    const { value } = reservations.shown;
    if (value !== undefined) await improvements.load(value);
  };
  const lookAtTickets = useMyTickets();
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void lookAtTickets();
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  // A share card says when and where, never who: the link opens the hall's times, not this reservation.
  useShareAppMessage(() => ({
    title: shown === undefined ? settings.t('app.title') : shareTitle(shown, settings),
    path: pathOf('slots', { hall: shown?.hall, date: shown?.date }),
  }));

  return (
    <Screen title="reservation.title">
      <Loaded of={reservations.shown} onRetry={() => void load()}>
        {(reservation) => (
          <View>
            <CheckIn reservation={reservation} />
            <MoveOffer reservation={reservation} />
            <Pass reservation={reservation} />
            <Better reservation={reservation} />
            <Remind reservation={reservation} />
            <Where reservation={reservation} />
            <People reservation={reservation} />
            {reservation.actions.length > 0 ? (
              <Bring services={[...new Set(reservation.people.flatMap((person) => person.services))]} />
            ) : null}
            <Actions reservation={reservation} />
          </View>
        )}
      </Loaded>
    </Screen>
  );
});

type Settings = ReturnType<typeof useStores>['settings'];

function shareTitle({ date, start, hallName }: Reservation, { t, language, pick }: Settings): string {
  return t('reservation.shareTitle', { date: formatDate(language, date), time: start, hall: pick(hallName) });
}

interface Showing {
  readonly reservation: Reservation;
}

const Pass = observer(function Pass({ reservation }: Showing) {
  const { city, settings } = useStores();
  const { t, language } = settings;
  const { status, pass, code, date, start, end } = reservation;
  return (
    <Card>
      <View className="row row--spread">
        <Text id="status" className={`reservation__status reservation__status--${status}`}>
          {t(`reservation.status.${status}`)}
        </Text>
        {pass === undefined ? null : <Text className="hint">{t('reservation.showCode')}</Text>}
      </View>
      <View id="when" className="reservation__when">
        {formatNearDate(language, date, city.today ?? date)} {start}–{end}
      </View>
      {reservation.lane === 'student' ? (
        <View id="for-students" className="strong">
          {t('slots.students')} · {t('nearest.remark.students-only')}
        </View>
      ) : null}
      <SpecialWindow lane={reservation.lane} />
      {pass === undefined ? null : (
        <View className="reservation__pass">
          <QrCode id="qr" className="reservation__qr" text={pass} label={t('reservation.showCode')} />
          <Text className="hint">{t('reservation.code')}</Text>
          <Text id="code" className="reservation__code">
            {code.slice(0, 4)} {code.slice(4)}
          </Text>
          <Text className="hint">{t('reservation.arrive')}</Text>
        </View>
      )}
    </Card>
  );
});

/** The hall needs the seat back: one tap takes the other, one keeps it. */
const MoveOffer = observer(function MoveOffer({ reservation }: Showing) {
  const { city, reservations, settings } = useStores();
  const { t, language, pick } = settings;
  const { id, moveOffer } = reservation;
  if (moveOffer === undefined) return null;
  const { date, start, hallName, until } = moveOffer;
  const answer = async (chosen: 'acceptMove' | 'declineMove') => {
    try {
      if ((await reservations.answerMove(id, chosen)) === undefined) return;
      say(t(chosen === 'acceptMove' ? 'reservation.moveAccepted' : 'reservation.moveDeclined'));
    } catch (error) {
      sayError(settings, error);
      await reservations.load(id);
    }
  };
  const when = `${formatNearDate(language, date, city.today ?? date)} ${start}`;
  return (
    <Notice kind="warn" id="move-offer">
      <View className="strong">{t('reservation.moved')}</View>
      <View className="reservation__when">{t('reservation.movedTo', { when, hall: pick(hallName) })}</View>
      <View className="hint">{t('reservation.movedHint', { until: formatInstant(language, until) })}</View>
      <View className="reservation__actions reservation__move">
        <Button id="decline-move" kind="plain" onPress={() => void answer('declineMove')}>
          {t('reservation.declineMove')}
        </Button>
        <Button id="accept-move" onPress={() => void answer('acceptMove')}>
          {t('reservation.acceptMove')}
        </Button>
      </View>
    </Notice>
  );
});

/** An earlier seat or a nearer hall, where there is one: a tap and a yes move the visit there. */
const Better = observer(function Better({ reservation }: Showing) {
  const { city, improvements, place, reservations, settings } = useStores();
  const { t, language, pick } = settings;
  const { earlier, nearer } = improvements.found.value ?? {};
  if ((earlier === undefined && nearer === undefined) || !reservation.actions.includes('reschedule'))
    return null;
  // Said as a number only where both ways can be told.
  const now = place.toldMetres(reservation.hall);
  const then = nearer === undefined ? undefined : place.toldMetres(nearer.hall);
  const move = async ({ slot, date, start, hall }: EarliestOption) => {
    const where = { date: formatDate(language, date), time: start, hall: pick(city.district(hall)) };
    if (reservations.busy || !(await askToConfirm(settings, t('slots.moveTo', where)))) return;
    try {
      const moved = await reservations.reschedule(reservation.id, slot);
      if (moved === undefined) return;
      say(t('slots.moved'));
      await improvements.load(moved);
    } catch (error) {
      sayError(settings, error);
      await improvements.load(reservation);
    }
  };
  const offer = (id: string, option: EarliestOption, note: string) => (
    <SlotOption
      id={id}
      day={formatShortDay(language, option.date, city.today ?? option.date)}
      time={option.start}
      hall={pick(city.district(option.hall))}
      note={`${note} · ${t('reservation.moveHere')}`}
      onPress={() => void move(option)}
    />
  );
  return (
    <View id="better">
      <View className="section">
        <Text>{t('reservation.better')}</Text>
      </View>
      {earlier === undefined
        ? null
        : offer(
            'earlier',
            earlier,
            t('reservation.earlier', { days: daysBetween(earlier.date, reservation.date) }),
          )}
      {nearer === undefined
        ? null
        : offer(
            'nearer',
            nearer,
            now === undefined || then === undefined
              ? t('reservation.nearerBy')
              : t('reservation.nearer', { distance: formatDistance(now - then) }),
          )}
    </View>
  );
});

/** Asks for messages where somebody has just booked and reads when to come. */
const Remind = observer(function Remind({ reservation }: Showing) {
  const { myData, settings } = useStores();
  const { t } = settings;
  useDidShow(() => {
    void myData.prepareMessages('booked').catch(() => undefined);
  });
  if (!myData.canAskForMessages || !reservation.actions.includes('cancel')) return null;
  const ask = async () => {
    try {
      say(t((await myData.allowMessages('booked')) > 0 ? 'messages.allowed' : 'messages.refused'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <View className="reservation__remind">
      <Button id="remind" kind="plain" onPress={() => void ask()}>
        {t('messages.allow')}
      </Button>
    </View>
  );
});

const Where = observer(function Where({ reservation }: Showing) {
  const { city, settings, platform } = useStores();
  const { t, pick } = settings;
  const hall = city.hall(reservation.hall);
  const name = pick(reservation.hallName);
  const addToCalendar = async () => {
    try {
      await platform.addToCalendar({
        id: reservation.id,
        title: `${t('app.title')} ${name}`,
        place: hall?.addressVerified ? pick(hall.address) : name,
        startsAt: toInstant(reservation.date, reservation.start),
        endsAt: toInstant(reservation.date, reservation.end),
      });
      say(t('reservation.calendarDone'));
    } catch {
      // Dismissed, or not allowed by the person.
    }
  };
  return (
    <Card>
      <View id="hall" className="strong">
        {name}
      </View>
      {hall === undefined ? null : (
        <View>
          <View className="reservation__address">
            {hall.addressVerified
              ? pick(hall.address)
              : t('reservation.addressUnverified', { phone: hall.phone })}
          </View>
          <View className="wrap">
            <WayTo hall={hall} hint={false} />
            <Button
              id="call"
              kind="plain"
              onPress={() => void Taro.makePhoneCall({ phoneNumber: hall.phone })}
            >
              {t('reservation.call')}
            </Button>
            {platform.canAddToCalendar && reservation.actions.length > 0 ? (
              <Button id="calendar" kind="plain" onPress={() => void addToCalendar()}>
                {t('reservation.calendar')}
              </Button>
            ) : null}
            {platform.canShare ? (
              <NativeButton id="share" className="reservation__share" openType="share">
                {t('reservation.share')}
              </NativeButton>
            ) : null}
          </View>
        </View>
      )}
    </Card>
  );
});

const People = observer(function People({ reservation }: Showing) {
  const { city, settings } = useStores();
  const { t, pick, language } = settings;
  const date = formatDate(language, reservation.promisedOn);
  return (
    <Card>
      <View className="strong">{t('reservation.who')}</View>
      {reservation.people.map((person) => (
        <View key={`${person.name}${person.documentNumber}`} className="reservation__person">
          <View>
            {person.name} {person.documentNumber}
          </View>
          <View className="hint">
            {person.services
              .map((service) => pick(city.service(service)?.shortName ?? { zh: service, en: service }))
              .join('，')}
          </View>
        </View>
      ))}
      <View className="reservation__person">
        {t('confirm.phone')} {reservation.phone}
      </View>
      {reservation.status === 'cancelled' ? null : (
        <View id="ready-by" className="reservation__person">
          {t(reservation.promiseProvisional ? 'confirm.readyAbout' : 'confirm.readyBy', { date })}
        </View>
      )}
    </Card>
  );
});

const Actions = observer(function Actions({ reservation }: Showing) {
  const { reservations, settings } = useStores();
  const { t, language } = settings;
  const { id, actions, cancellingIsLate, changeUntil, people } = reservation;
  const [service] = people[0]?.services ?? [];
  const cancel = async () => {
    const question = t(cancellingIsLate ? 'reservation.cancelLate' : 'reservation.cancelAsk');
    if (reservations.busy || !(await askToConfirm(settings, question))) return;
    try {
      if ((await reservations.cancel(id)) !== undefined) say(t('reservation.cancelled'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  if (!actions.includes('cancel')) {
    return actions.length > 0 ? null : (
      <View>
        {reservation.status === 'completed' ? (
          <Button id="go-documents" onPress={() => go('documents')}>
            {t('reservation.documents')}
          </Button>
        ) : null}
        <Button
          id="book-again"
          kind={reservation.status === 'completed' ? 'plain' : 'main'}
          onPress={() => go('slots', { service, hall: reservation.hall })}
        >
          {t('reservation.again')}
        </Button>
      </View>
    );
  }
  return (
    <View>
      <Notice>{t('reservation.changeUntil', { time: formatInstant(language, changeUntil) })}</Notice>
      <View className="reservation__actions">
        <Button
          id="reschedule"
          kind="plain"
          onPress={() =>
            go('slots', {
              reservation: id,
              service,
              hall: reservation.hall,
              party: String(people.length),
              ...(reservation.lane === 'appointment' ? {} : { lane: reservation.lane }),
            })
          }
        >
          {t('reservation.reschedule')}
        </Button>
        <Button id="cancel" kind="danger" disabled={reservations.busy} onPress={() => void cancel()}>
          {t('reservation.cancel')}
        </Button>
      </View>
    </View>
  );
});
