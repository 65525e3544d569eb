import { View } from '@tarojs/components';
import { useLoad, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { formatMinute, parseMinute } from '../../../domain/calendar/hallTime';
import { seatsOfWindows } from '../../../domain/desk/seatsOfWindows';
import type { Lane } from '../../../domain/lane';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Notice } from '../../components/Notice';
import { formatNearDate } from '../../i18n/dates';
import { Loaded } from '../../screen/Loaded';
import { parameter } from '../../screen/navigation';
import type { CapacityDay, SeatChange } from '../../stores/DeskCapacityStore';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { Options, toggled } from '../Options';
import { Stepper } from '../Stepper';
import { useDesk } from '../useDesk';
import { Affected } from './Affected';
import './index.scss';
import { TimePick, UntilPick } from './Picks';

/** A lead changes seats: first who is affected and what they are offered, then, with the same eyes, the change. */
export default observer(function SeatsPage() {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { params } = useRouter();
  const { capacity } = desk;
  const closing = parameter(params, 'kind') === 'close';
  const load = async () => {
    await city.ensure();
    await capacity.ensure(city.today);
  };
  useLoad(() => {
    void load();
  });
  return (
    <DeskScreen title={t(closing ? 'seats.closeTitle' : 'seats.title')} withBar>
      <View className="title seats__day">
        {closing ? '' : `${t(`lane.${capacity.lane}`)} · `}
        {capacity.date === ''
          ? ''
          : formatNearDate(settings.language, capacity.date, city.today ?? capacity.date)}
      </View>
      <Loaded of={capacity.day} onRetry={() => void load()}>
        {() => (closing ? <Closing /> : <Changing />)}
      </Loaded>
      {capacity.error === undefined ? null : (
        <Notice kind="bad" id="seats-error">
          {settings.error(capacity.error.code, capacity.error.details)}
        </Notice>
      )}
      {capacity.cut === undefined ? null : <Affected cut={capacity.cut} />}
    </DeskScreen>
  );
});

const Changing = observer(function Changing() {
  const { desk, t } = useDesk();
  const { city } = useStores();
  const sessions = desk.capacity.day.value?.sessions ?? [];
  const slots = sessions.flatMap((session) => session.slots);
  const [first] = slots;
  const [from, setFrom] = useState(first?.start ?? '');
  const [to, setTo] = useState(slots.at(-1)?.end ?? '');
  const [seats, setSeats] = useState(first?.capacity ?? 0);
  const [windows, setWindows] = useState(sessions[0]?.windows ?? 1);
  const [until, setUntil] = useState<string>();
  const [otherLanes, setOtherLanes] = useState<readonly Lane[]>([]);
  const planned = sessions.find((session) => session.from <= from && from < session.to) ?? sessions[0];
  const offered = city.hall(desk.session.hall ?? '')?.lanes.map(({ lane }) => lane) ?? [];
  const others = offered.filter(
    (lane) => lane !== desk.capacity.lane && lane !== 'kiosk' && lane !== 'walk-in',
  );
  const changed =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      desk.capacity.reconsider();
      set(value);
    };
  const ends = slots.map(({ end }) => end).filter((end) => end > from);
  return (
    <View>
      <Card>
        <TimePick
          id="from"
          label={t('seats.from')}
          times={slots.map(({ start }) => start)}
          value={from}
          onChoose={changed((time: string) => {
            setFrom(time);
            if (to <= time) setTo(slots.at(-1)?.end ?? to);
          })}
        />
        <TimePick id="to" label={t('seats.to')} times={ends} value={to} onChoose={changed(setTo)} />
      </Card>
      <Stepper
        id="seats"
        label={t('seats.seats')}
        value={seats}
        least={0}
        most={500}
        onChange={changed(setSeats)}
      />
      <Stepper
        id="windows"
        label={t('seats.windows')}
        value={windows}
        least={0}
        most={99}
        onChange={changed((count: number) => {
          setWindows(count);
          // Fewer windows serve fewer people; another number can still be set beside it.
          const fitting = planned === undefined ? undefined : seatsOfWindows(count, planned);
          if (fitting !== undefined) setSeats(fitting);
        })}
      />
      <View className="hint">{t('seats.windowsHint')}</View>
      <UntilPick until={until} onChoose={changed(setUntil)} />
      {others.length === 0 ? null : (
        <Options
          label={t('seats.otherLanes')}
          name="other-lane"
          options={others.map((lane) => ({ value: lane, text: t(`lane.${lane}`) }))}
          chosen={otherLanes}
          onPress={changed((lane: Lane) => setOtherLanes(toggled(otherLanes, lane)))}
        />
      )}
      <Bar
        change={{
          kind: 'seats',
          from,
          to,
          seats,
          windows,
          otherLanes: [...otherLanes],
          ...(until === undefined ? {} : { until }),
        }}
      />
    </View>
  );
});

const Closing = observer(function Closing() {
  const { desk, t } = useDesk();
  const { capacity } = desk;
  const times = closingTimes(capacity.day.value);
  const [at, setAt] = useState(times.at(-1) ?? '16:00');
  const [until, setUntil] = useState<string>();
  return (
    <View>
      <Card>
        <TimePick
          id="at"
          label={t('seats.at')}
          times={times}
          value={at}
          onChoose={(time) => {
            capacity.reconsider();
            setAt(time);
          }}
        />
        <View className="hint">{t('seats.closeHint')}</View>
      </Card>
      <UntilPick
        until={until}
        onChoose={(day) => {
          capacity.reconsider();
          setUntil(day);
        }}
      />
      <Bar change={{ kind: 'close', at, ...(until === undefined ? {} : { until }) }} />
    </View>
  );
});

/** Every half hour of the hall's day and every start of a slot: a hall that serves on arrival has no slots. */
function closingTimes(day: CapacityDay | undefined): string[] {
  const halfHours = (day?.hours ?? []).flatMap(({ from, to }) => {
    const [first, last] = [parseMinute(from), parseMinute(to)];
    return Array.from({ length: Math.ceil((last - first) / 30) }, (_, index) =>
      formatMinute(first + index * 30),
    );
  });
  const starts = (day?.sessions ?? []).flatMap(({ slots }) => slots.map(({ start }) => start));
  return [...new Set([...halfHours, ...starts])].sort();
}

const Bar = observer(function Bar({ change }: { change: SeatChange }) {
  const { desk, t } = useDesk();
  const { capacity } = desk;
  const { cut } = capacity;
  if (cut?.applied === true) return null;
  return (
    <View className="bar">
      {cut === undefined ? (
        <Button id="preview" disabled={capacity.busy} onPress={() => void capacity.preview(change)}>
          {t('seats.preview')}
        </Button>
      ) : (
        <Button
          id="apply"
          kind={cut.affected.length > 0 ? 'danger' : 'main'}
          disabled={capacity.busy}
          onPress={() => void capacity.apply()}
        >
          {t(cut.affected.length > 0 ? 'seats.apply' : 'seats.applyNobody')}
        </Button>
      )}
    </View>
  );
});
