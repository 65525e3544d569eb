import { Picker, Text, View } from '@tarojs/components';
import Taro, { useDidShow, useLoad, usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { parseSlotId } from '../../../domain/availability/slotId';
import { formatMinute } from '../../../domain/calendar/hallTime';
import { isoWeekday } from '../../../domain/calendar/localDate';
import { requestKinds } from '../../../domain/requests/requestKind';
import { services } from '../../../domain/service';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Choice } from '../../components/Choice';
import { DayCalendar, type DayCell } from '../../components/DayCalendar';
import { Empty } from '../../components/Empty';
import { SlotGrid } from '../../components/SlotGrid';
import { formatDate, formatWeekday, hallParts } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Countdown } from '../../screen/Countdown';
import { Loaded } from '../../screen/Loaded';
import { back, go, parameter, pathOf } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { SpecialWindow } from '../../screen/SpecialWindow';
import type { RootStore } from '../../stores/RootStore';
import type { OpenSlot } from '../../stores/SlotSearchStore';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** Someone wants another hall or time than the earliest, or moves a reservation to another time. */
export default observer(function SlotsPage() {
  const { search, settings, reservations } = useStores();
  const { t } = settings;
  const { params } = useRouter();
  const moving = parameter(params, 'reservation');
  const request = parameter(params, 'request');
  const wanted = parameter(params, 'lane');
  const kind = requestKinds.find((each) => each === wanted);

  useLoad(() => {
    const service = services.find((code) => code === parameter(params, 'service'));
    if (service !== undefined) search.chooseService(service);
    search.chooseHall(parameter(params, 'hall'));
    search.chooseLane(kind ?? (wanted === 'student' ? 'student' : 'appointment'));
    search.chooseDate(parameter(params, 'date'));
    const party = Number(parameter(params, 'party'));
    if (party >= 1 && party <= 5) search.choosePartySize(party);
  });
  const load = () => {
    // Another page above this one may have looked at another lane.
    if (kind !== undefined || isOfRequest(search.lane)) search.chooseLane(kind ?? 'appointment');
    return search.loadDays();
  };
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  useShareAppMessage(() => ({
    title: t('slots.title'),
    path: pathOf('slots', {
      service: search.service,
      hall: search.hall,
      date: search.date,
      ...(search.lane === 'appointment' ? {} : { lane: search.lane }),
    }),
  }));

  const choose = async (slot: string) => {
    if (moving === undefined) return go('confirm', { slot, service: search.service, request });
    const key = parseSlotId(slot);
    if (key === null || reservations.busy || !(await askToConfirm(settings, moveQuestion(key)))) return;
    try {
      if ((await reservations.reschedule(moving, slot)) === undefined) return;
      say(t('slots.moved'));
      back();
    } catch (error) {
      sayError(settings, error);
      void load();
    }
  };
  const { city } = useStores();
  const moveQuestion = ({ hall, date, startMinute }: NonNullable<ReturnType<typeof parseSlotId>>) =>
    t('slots.moveTo', {
      date: formatDate(settings.language, date),
      time: formatMinute(startMinute),
      hall: settings.pick(city.district(hall)),
    });

  return (
    <Screen title={moving === undefined ? 'slots.title' : 'slots.reschedule'}>
      <SpecialWindow lane={kind} />
      <Choices
        fixed={moving !== undefined || request !== undefined}
        onChange={() => void search.loadDays({ forget: true })}
      />
      <Lanes fixed={moving !== undefined || kind !== undefined} />
      <View className="section">
        <Text>{t('slots.chooseDay')}</Text>
      </View>
      {search.lane === 'student' ? (
        <Loaded of={search.announced} onRetry={() => void load()} lines={2}>
          {() => <StudentDays />}
        </Loaded>
      ) : (
        <Loaded of={search.days} onRetry={() => void load()} lines={2}>
          {() => <Days />}
        </Loaded>
      )}
      <View className="section">
        <Text>{t('slots.chooseTime')}</Text>
        <Text className="hint">
          {search.date === undefined ? '' : formatDate(settings.language, search.date)}
        </Text>
      </View>
      <Opening />
      <Times
        onChoose={(slot) => void choose(slot)}
        mayWait={moving === undefined && search.lane === 'appointment'}
      />
    </Screen>
  );
});

/** A lane whose seats an approved request opens. */
function isOfRequest(lane: string): boolean {
  return requestKinds.some((kind) => kind === lane);
}

/** Student sessions are one tap away while there are any; a visit that moves stays in its lane. */
const Lanes = observer(function Lanes({ fixed }: { fixed: boolean }) {
  const { city, search, settings } = useStores();
  const { t } = settings;
  const students = search.lane === 'student';
  const ages = city.city.value?.rules.studentAges;
  const offered = search.studentDays.length > 0 && !fixed;
  if (!students && !offered) return null;
  return (
    <View>
      {fixed ? null : (
        <Chip
          id="lane-student"
          text={t('slots.students')}
          chosen={students}
          onPress={() => {
            search.chooseLane(students ? 'appointment' : 'student');
            void search.loadDays();
          }}
        />
      )}
      {students && ages !== undefined ? (
        <View className="hint slots-page__hint">{t('slots.studentsHint', ages)}</View>
      ) : null}
    </View>
  );
});

/** The few days on which there are student sessions. */
const StudentDays = observer(function StudentDays() {
  const { search, settings } = useStores();
  const { t, language } = settings;
  if (search.studentDays.length === 0) return <Empty id="no-student-days" title={t('slots.studentsNone')} />;
  return (
    <View className="wrap">
      {search.studentDays.map(({ date, level }) => (
        <Chip
          key={date}
          id={`day-${date}`}
          text={`${formatDate(language, date)} · ${t(`slots.day.${level}`)}`}
          chosen={date === search.date}
          onPress={() => {
            search.chooseDate(date);
            void search.loadDay({ forget: true });
          }}
        />
      ))}
    </View>
  );
});

/** When the next seats of the chosen day open; the page looks again by itself at that instant. */
const Opening = observer(function Opening() {
  const { search } = useStores();
  const { nextOpening } = search;
  if (nextOpening === undefined || search.date === undefined) return null;
  const look = () => void Promise.all([search.loadDay(), search.loadAnnounced(), search.loadWholeCity()]);
  return (
    <Card>
      <Countdown
        key={nextOpening}
        id="opens"
        opensAt={nextOpening}
        clockAhead={search.clockAhead}
        onOpen={look}
      />
    </Card>
  );
});

/** Service, hall and number of people, each one tap away. */
const Choices = observer(function Choices({ fixed, onChange }: { fixed: boolean; onChange: () => void }) {
  const { city, search, settings } = useStores();
  const { t, pick } = settings;
  const offered = city.services;
  const halls = (city.city.value?.halls ?? []).filter(
    ({ mode, lanes }) =>
      mode === 'dual-track' && (!isOfRequest(search.lane) || lanes.some(({ lane }) => lane === search.lane)),
  );
  const hallNames = [t('slots.allHalls'), ...halls.map(({ district }) => pick(district))];
  const hallIndex = halls.findIndex(({ hall }) => hall === search.hall) + 1;
  const sizes = Array.from({ length: city.city.value?.rules.partyMax ?? 5 }, (_, index) => String(index + 1));
  return (
    <Card>
      {fixed ? null : (
        <Picker
          mode="selector"
          range={offered.map(({ shortName }) => pick(shortName))}
          value={Math.max(
            0,
            offered.findIndex(({ service }) => service === search.service),
          )}
          onChange={({ detail }) => {
            const chosen = offered[Number(detail.value)];
            if (chosen !== undefined) search.chooseService(chosen.service);
            onChange();
          }}
        >
          <Choice
            id="choose-service"
            label={t('home.what')}
            value={pick(city.service(search.service)?.shortName ?? { zh: '', en: '' })}
          />
        </Picker>
      )}
      <Picker
        mode="selector"
        range={hallNames}
        value={hallIndex}
        onChange={({ detail }) => {
          search.chooseHall(halls[Number(detail.value) - 1]?.hall);
        }}
      >
        <Choice id="choose-hall" label={t('slots.hall')} value={hallNames[hallIndex] ?? ''} />
      </Picker>
      {fixed ? null : (
        <Picker
          mode="selector"
          range={sizes.map((count) => t('common.people', { count }))}
          value={search.partySize - 1}
          onChange={({ detail }) => {
            search.choosePartySize(Number(detail.value) + 1);
            onChange();
          }}
        >
          <Choice
            id="choose-party"
            label={t('slots.party')}
            value={t('common.people', { count: search.partySize })}
          />
        </Picker>
      )}
    </Card>
  );
});

const Days = observer(function Days() {
  const { search, settings } = useStores();
  const { t, language } = settings;
  const first = search.calendar[0];
  if (first === undefined) return null;
  // A whole week from Monday on, as calendars here begin.
  const weekdays = [
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
  ];
  const days = search.calendar.map(({ date, level, open }): DayCell => {
    const word = t(`slots.day.${level}`);
    const seats = open > 0 ? t('slots.seatsLeft', { count: open }) : '';
    return {
      date,
      level,
      word,
      day: String(Number(date.slice(8))),
      label: `${formatDate(language, date)} ${word} ${seats}`,
    };
  });
  const chosen = search.calendar.find(({ date }) => date === search.date);
  return (
    <Card>
      <DayCalendar
        weekdays={weekdays.map((date) => formatWeekday(language, date))}
        leading={isoWeekday(first.date) - 1}
        days={days}
        chosen={search.date}
        onChoose={(date) => {
          search.chooseDate(date);
          void search.loadDay({ forget: true });
        }}
      />
      {chosen?.overtime === true ? <Overtime date={chosen.date} /> : null}
      {chosen?.provisional === true ? (
        <View id="provisional-day" className="slots-page__opens">
          {t('slots.provisional')}
        </View>
      ) : null}
    </Card>
  );
});

/** What is served on a day of overtime, so that nobody comes for something else. */
const Overtime = observer(function Overtime({ date }: { date: string }) {
  const { city, search, settings } = useStores();
  const { t, pick } = settings;
  const offered = (search.announced.value?.sessions ?? [])
    .filter((session) => session.kind === 'overtime' && session.date === date)
    .flatMap(({ services: ofSession }) => ofSession);
  const names = [...new Set(offered)].map((service) =>
    pick(city.service(service)?.shortName ?? { zh: service, en: service }),
  );
  return (
    <View id="overtime" className="slots-page__opens">
      <View className="strong">{t('slots.overtime')}</View>
      {names.length === 0 ? null : (
        <View>
          {t('slots.overtimeHint', { services: names.join(settings.language === 'en' ? ', ' : '、') })}
        </View>
      )}
    </View>
  );
});

interface TimesProps {
  readonly onChoose: (slot: string) => void;
  /** Someone who moves a visit has one, and cannot wait for another. */
  readonly mayWait: boolean;
}

const Times = observer(function Times({ onChoose, mayWait }: TimesProps) {
  const { city, search, settings } = useStores();
  const { t, pick } = settings;
  if (search.date === undefined && search.days.value !== undefined) {
    // Where there are no student days the page has said so.
    return search.lane === 'student' ? null : <NoTimes mayWait={mayWait} />;
  }
  // Of an ordinary day that is not released yet the hour says everything; student sessions are few.
  const shown = search.hallsThatDay.filter(
    ({ open, slots }) => open > 0 || (search.lane === 'student' && slots.length > 0),
  );
  return (
    <Loaded of={search.day} onRetry={() => void search.loadDay()} lines={2}>
      {() =>
        shown.length === 0 ? (
          search.nextOpening === undefined ? (
            <NoTimes mayWait={mayWait} />
          ) : null
        ) : (
          <View>
            {shown.map(({ hall, open, slots }) => (
              <Card key={hall}>
                <View className="row row--spread">
                  <Text className="strong grow">{pick(city.district(hall))}</Text>
                  {open > 0 ? <Text className="good">{t('slots.seatsLeft', { count: open })}</Text> : null}
                </View>
                <SlotGrid
                  name={hall}
                  slots={slots.map((slot) => ({
                    id: slot.id,
                    start: slot.start,
                    free: slot.open >= search.partySize,
                    word: wordOf(t, slot),
                  }))}
                  onChoose={onChoose}
                />
              </Card>
            ))}
          </View>
        )
      }
    </Loaded>
  );
});

function wordOf(t: RootStore['settings']['t'], { open, opensAt }: OpenSlot): string {
  if (open > 0) return t('slots.left', { count: open });
  return opensAt === undefined ? t('slots.full') : t('slots.opensShort', { time: hallParts(opensAt).time });
}

const NoTimes = observer(function NoTimes({ mayWait }: { mayWait: boolean }) {
  const { search, settings, waitlist } = useStores();
  const { t } = settings;
  const { service, hall, date } = search;
  const soldOut =
    search.isDaySoldOut ||
    search.calendar.some((day) => day.level === 'full' && (day.date === date || date === undefined));
  const waitable = mayWait && soldOut && (date === undefined || waitlist.isOpen(date));
  const special = search.lane !== 'appointment';
  return (
    <Empty id="no-times" title={t('slots.noneThisDay')} hint={t('slots.noneThisDayHint')}>
      {waitable ? (
        <Button id="wait" onPress={() => go('waitlist', { service, hall, date })}>
          {t('waitlist.open')}
        </Button>
      ) : null}
      {special ? null : (
        <Button id="go-halls" kind="plain" onPress={() => go('halls')}>
          {t('slots.onArrival')}
        </Button>
      )}
    </Empty>
  );
});
