import { Text, View } from '@tarojs/components';
import Taro, { useLoad, usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { type GreenReason, greenReasons } from '../../../domain/queue/greenChannel';
import { services } from '../../../domain/service';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Notice } from '../../components/Notice';
import { SlotOption } from '../../components/SlotOption';
import { formatDistance, formatShortDay } from '../../i18n/dates';
import { say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { go, parameter, pathOf, replace } from '../../screen/navigation';
import { Who } from '../../screen/PartyFields';
import { Screen } from '../../screen/Screen';
import { LiveTickets, useMyTickets } from '../../screen/TicketCard';
import { useLooking } from '../../screen/useLooking';
import { type Say, usePhrases } from '../../screen/usePhrases';
import { Where } from '../../screen/Where';
import { useStores } from '../../stores/storeContext';
import { type HallQueue, TakingStore } from '../../stores/TakingStore';
import { queuePhrases } from '../phrases';
import './index.scss';

/** Waits move while somebody reads; seconds. */
const LOOK_AT_HALLS = 30;

const useTaking = () => useStores().part(TakingStore);

/** Someone wants to be served today without a booking: where and who is filled in, so that one tap takes a ticket. */
export default observer(function TakePage() {
  const { city, people, reservations, search, session } = useStores();
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  const { params } = useRouter();

  useLoad(() => {
    const service = services.find((code) => code === parameter(params, 'service')) ?? search.service;
    taking.begin({ hall: parameter(params, 'hall'), service });
    // The code at the entrance: in a link of our own, or in the link that WeChat (q) or Alipay (qrCode) hands over.
    const link = ['code', 'q', 'qrCode'].flatMap((name) => parameter(params, name) ?? []);
    link.some((text) => taking.readCode(text));
  });
  const look = async () => {
    await city.ensure();
    if (city.city.value !== undefined && taking.hall !== undefined && city.hall(taking.hall) === undefined)
      taking.chooseHall(undefined);
    await taking.loadHalls();
  };
  const lookNow = useLooking(look, () => LOOK_AT_HALLS);
  const loadPeople = async () => {
    await session.ensure().catch(() => undefined);
    await people.load();
    if (session.known) await reservations.loadMine();
  };
  useLooking(loadPeople, () => null);
  useMyTickets();
  usePullDownRefresh(() => {
    void lookNow().finally(() => Taro.stopPullDownRefresh());
  });
  // A friend is shown the hall, never the code: that is for those who stand there.
  useShareAppMessage(() => ({ title: t('take.title'), path: pathOf('take', { hall: taking.hall }) }));

  return (
    <Screen title={{ words: t('take.title') }} withBar>
      <LiveTickets />
      <Hall onRetry={() => void lookNow()} />
      <Refused />
      <BookedHere />
      {taking.cannotServe === undefined ? <Form onRetry={() => void loadPeople()} /> : null}
    </Screen>
  );
});

/** What there is to fill in, while the hall gives tickets. */
function Form({ onRetry }: { onRetry: () => void }) {
  return (
    <View>
      <Who onRetry={onRetry} />
      <What />
      <Arrival />
      <Green />
      <Bar />
    </View>
  );
}

const Hall = observer(function Hall({ onRetry }: { onRetry: () => void }) {
  const taking = useTaking();
  return (
    <Loaded of={taking.halls} onRetry={onRetry} lines={2}>
      {() => (taking.hall === undefined ? <HallList /> : <ChosenHall />)}
    </Loaded>
  );
});

const ChosenHall = observer(function ChosenHall() {
  const { city, settings } = useStores();
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  const { queue, cannotServe } = taking;
  const name = city.hall(taking.hall ?? '')?.name;
  return (
    <View>
      <Card id="hall">
        <View className="row row--spread">
          <Text className="title grow">{name === undefined ? '' : settings.pick(name)}</Text>
          <Text
            id="change-hall"
            className="link"
            ariaRole="button"
            onClick={() => taking.chooseHall(undefined)}
          >
            {t('take.change')}
          </Text>
        </View>
        {queue === undefined || cannotServe !== undefined ? null : (
          <View>
            <View id="wait" className="take__wait">
              {waitOf(t, queue)}
            </View>
            <View className="hint">
              {t('take.people', { waiting: queue.waiting, windows: queue.windowsOpen })}
            </View>
          </View>
        )}
        {taking.code === undefined ? null : (
          <View id="scanned" className="good strong">
            ✓ {t('take.scanned')}
          </View>
        )}
      </Card>
      {cannotServe === undefined ? null : <ElsewhereInstead because={cannotServe} />}
    </View>
  );
});

type T = Say<(typeof queuePhrases)['zh-CN']>;

function waitOf(t: T, { wait }: HallQueue): string {
  return wait === undefined ? t('take.waitUnknown') : t('take.wait', { ...wait });
}

const HallList = observer(function HallList() {
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  return (
    <View id="hall-list">
      <Scan />
      <Card>
        <Where onChange={() => void taking.loadHalls()} />
      </Card>
      <View className="section">
        <Text>{t('take.hall')}</Text>
      </View>
      {taking.hallGroups.map(({ why, halls }) => (
        <View key={why} id={`halls-${why}`}>
          {why === 'known' ? null : (
            <View className="hint take__common">
              {t(why === 'unknown' ? 'take.waitUnknown' : `take.${why}`)}
            </View>
          )}
          {halls.map((queue) => (
            <HallLine key={queue.hall} queue={queue} />
          ))}
        </View>
      ))}
    </View>
  );
});

const Scan = observer(function Scan() {
  const { platform } = useStores();
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  if (!platform.canScan) return null;
  const scan = async () => {
    const text = await platform.scanCode();
    if (text === undefined) return;
    if (taking.readCode(text)) await taking.loadHalls();
    else say(t('take.scanNone'));
  };
  return (
    <View className="take__scan">
      <Button id="scan" kind="plain" onPress={() => void scan()}>
        {t('take.scan')}
      </Button>
    </View>
  );
});

const HallLine = observer(function HallLine({ queue }: { queue: HallQueue }) {
  const { city, settings } = useStores();
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  const { hall, distanceMetres, because } = queue;
  const name = settings.pick(city.district(hall));
  const wait = because === undefined ? waitOf(t, queue) : t(`take.${because}`);
  return (
    <Card
      id={`hall-${hall}`}
      label={`${name} ${wait}`}
      onPress={() => {
        taking.chooseHall(hall);
        void taking.loadHalls();
      }}
    >
      <View className="row row--spread">
        <Text className="strong">{name}</Text>
        <Text className="hint">
          {distanceMetres === undefined
            ? ''
            : settings.t('common.distance', { distance: formatDistance(distanceMetres) })}
        </Text>
      </View>
      {because === undefined && queue.wait !== undefined ? <View>{wait}</View> : null}
    </Card>
  );
});

/** The hall can no longer serve anybody today: where one can go, and the earliest time to book. */
const ElsewhereInstead = observer(function ElsewhereInstead({ because }: { because: 'closed' | 'full' }) {
  const { booking, city, settings } = useStores();
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  const { otherHalls, earliest } = taking;
  const [service] = booking.services;
  const options = earliest.value ?? [];
  return (
    <View id="elsewhere">
      <Notice kind="warn" id={`no-tickets-${because}`}>
        <View className="strong">{t(`take.${because}`)}</View>
        <View>{t(otherHalls.length > 0 ? 'take.go' : 'take.nowhere')}</View>
      </Notice>
      {otherHalls.map((queue) => (
        <HallLine key={queue.hall} queue={queue} />
      ))}
      {options.length === 0 ? null : (
        <View className="section">
          <Text>{t('take.orBook')}</Text>
        </View>
      )}
      {options.map(({ slot, hall, date, start, open }) => (
        <SlotOption
          key={slot}
          id={`book-${hall}`}
          day={formatShortDay(settings.language, date, city.today ?? date)}
          time={start}
          hall={settings.pick(city.district(hall))}
          note={settings.t('home.openSeats', { count: open })}
          onPress={() => go('confirm', { slot, service })}
        />
      ))}
    </View>
  );
});

const Refused = observer(function Refused() {
  const { settings } = useStores();
  const taking = useTaking();
  if (taking.error === undefined || taking.cannotServe !== undefined) return null;
  return (
    <Notice kind="bad" id="take-error">
      {settings.error(taking.error.code, taking.error.details)}
    </Notice>
  );
});

/** Whoever has an appointment here today needs no ticket: the same code checks them in. */
const BookedHere = observer(function BookedHere() {
  const { city, reservations, settings, tickets } = useStores();
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  const visit = reservations.coming.find(
    ({ hall, date, status }) => hall === taking.hall && date === city.today && status === 'booked',
  );
  const { presence } = taking;
  if (visit === undefined) return null;
  const checkIn = async () => {
    try {
      const ticket = await tickets.checkIn(visit.id, presence ?? { arriveInMinutes: 0 });
      if (ticket !== undefined) replace('ticket', { id: ticket.id });
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Card id="booked-here">
      <View className="strong">{t('take.booked', { time: visit.start })}</View>
      <Button id="check-in" disabled={tickets.busy} onPress={() => void checkIn()}>
        {t('take.checkIn')}
      </Button>
      <View className="hint">{t('take.bookedHint')}</View>
    </Card>
  );
});

const What = observer(function What() {
  const { booking, city, settings } = useStores();
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  return (
    <View>
      <View className="section">
        <Text>{t('take.services')}</Text>
      </View>
      <View className="wrap">
        {city.services.map(({ service, shortName }) => (
          <Chip
            key={service}
            id={`for-${service}`}
            text={settings.pick(shortName)}
            chosen={booking.services.includes(service)}
            onPress={() => {
              booking.toggleService(service);
              void taking.loadHalls();
            }}
          />
        ))}
      </View>
    </View>
  );
});

const MINUTES = [0, 10, 20, 30] as const;

/** Whoever scanned the code is there; the others say when they come, or let the phone say that they are near. */
const Arrival = observer(function Arrival() {
  const { city, place } = useStores();
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  if (taking.code !== undefined) return null;
  const most = city.city.value?.rules.arriveWithinMinutes ?? 30;
  const locate = async () => {
    if (place.byPhone || (await place.locate())) {
      taking.chooseArrival('near');
      await taking.loadHalls();
    }
  };
  return (
    <View id="arrival">
      <View className="section">
        <Text>{t('take.arrival')}</Text>
      </View>
      <View className="wrap">
        {MINUTES.filter((minutes) => minutes <= most).map((minutes) => (
          <Chip
            key={minutes}
            id={`arrive-${minutes}`}
            text={minutes === 0 ? t('take.arrival.0') : t('take.arrival.minutes', { minutes })}
            chosen={taking.arrival === minutes}
            onPress={() => taking.chooseArrival(minutes)}
          />
        ))}
        <Chip
          id="arrive-near"
          text={t('take.arrival.near')}
          chosen={taking.arrival === 'near'}
          onPress={() => void locate()}
        />
      </View>
      {place.trouble === undefined ? (
        <View className="hint take__hint">{t('take.arrivalHint')}</View>
      ) : (
        <Notice kind="warn" id="arrival-trouble">
          {t(`take.${place.trouble}`)}
        </Notice>
      )}
    </View>
  );
});

/** Age is known from the document and needs no word. */
const declared = greenReasons.filter((reason): reason is Exclude<GreenReason, 'elder'> => reason !== 'elder');

const Green = observer(function Green() {
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  return (
    <View>
      <View className="section">
        <Text>{t('take.green')}</Text>
      </View>
      <View className="wrap">
        {declared.map((reason) => (
          <Chip
            key={reason}
            id={`green-${reason}`}
            text={t(`take.green.${reason}`)}
            chosen={taking.green === reason}
            onPress={() => taking.toggleGreen(reason)}
          />
        ))}
      </View>
      <View className="hint take__hint">{t('take.greenHint')}</View>
    </View>
  );
});

const Bar = observer(function Bar() {
  const taking = useTaking();
  const t = usePhrases(queuePhrases);
  const { missing, busy } = taking;
  const take = async () => {
    const ticket = await taking.take();
    if (ticket !== null) replace('ticket', { id: ticket.id });
  };
  return (
    <View className="bar">
      {missing === undefined ? null : (
        <View id="missing" className="hint">
          {t(`take.missing.${missing}`)}
        </View>
      )}
      <Button id="take" disabled={missing !== undefined || busy} onPress={() => void take()}>
        {t(busy ? 'take.busy' : 'take.button')}
      </Button>
    </View>
  );
});
