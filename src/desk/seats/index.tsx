import { Picker, View } from '@tarojs/components';
import { useLoad, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { parseSlotId } from '../../../domain/availability/slotId';
import { formatMinute } from '../../../domain/calendar/hallTime';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Choice } from '../../components/Choice';
import { Notice } from '../../components/Notice';
import { formatDate, formatNearDate } from '../../i18n/dates';
import { Loaded } from '../../screen/Loaded';
import { parameter } from '../../screen/navigation';
import type { Cut, SeatChange } from '../../stores/DeskCapacityStore';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { Stepper } from '../Stepper';
import { useDesk } from '../useDesk';
import './index.scss';

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
      <Loaded of={capacity.sessions} onRetry={() => void load()}>
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
  const sessions = desk.capacity.sessions.value ?? [];
  const slots = sessions.flatMap((session) => session.slots);
  const [first] = slots;
  const [from, setFrom] = useState(first?.start ?? '');
  const [to, setTo] = useState(slots.at(-1)?.end ?? '');
  const [seats, setSeats] = useState(first?.capacity ?? 0);
  const [windows, setWindows] = useState(sessions[0]?.windows ?? 1);
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
        onChange={changed(setWindows)}
      />
      <Bar change={{ kind: 'seats', from, to, seats, windows }} />
    </View>
  );
});

const Closing = observer(function Closing() {
  const { desk, t } = useDesk();
  const { capacity } = desk;
  const times = (capacity.sessions.value ?? []).flatMap(({ slots }) => slots.map(({ start }) => start));
  const [at, setAt] = useState(times.at(-1) ?? '16:00');
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
      <Bar change={{ kind: 'close', at }} />
    </View>
  );
});

interface TimePickProps {
  readonly id: string;
  readonly label: string;
  readonly times: readonly string[];
  readonly value: string;
  readonly onChoose: (time: string) => void;
}

function TimePick({ id, label, times, value, onChoose }: TimePickProps) {
  return (
    <Picker
      mode="selector"
      range={[...times]}
      value={Math.max(0, times.indexOf(value))}
      onChange={({ detail }) => onChoose(times[Number(detail.value)] ?? value)}
    >
      <Choice id={id} label={label} value={value} />
    </Picker>
  );
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

/** Whom the change touches, each with the seat that they are offered. */
const Affected = observer(function Affected({ cut }: { cut: Cut }) {
  const { city, settings } = useStores();
  const { t } = useDesk();
  const { applied, affected } = cut;
  const heading = affected.length === 0 ? t('seats.nobody') : t('seats.affected', { count: affected.length });
  return (
    <View>
      <Notice
        id={applied ? 'applied' : 'affected'}
        kind={applied ? 'good' : affected.length === 0 ? 'info' : 'warn'}
      >
        {applied ? t(affected.length === 0 ? 'seats.appliedNobody' : 'seats.applied') : heading}
      </Notice>
      {affected.map(({ reservation, name, code, seats, slot, offer }) => {
        const offered = offer === undefined ? null : parseSlotId(offer);
        const time = formatMinute(parseSlotId(slot)?.startMinute ?? 0);
        return (
          <Card key={reservation} id={`affected-${code}`}>
            <View className="row row--spread">
              <View className="strong">{name}</View>
              <View className="hint">{code}</View>
            </View>
            <View className="hint">{t('seats.now', { time, seats })}</View>
            <View className={offered === null ? 'warn' : 'good'}>
              {offered === null
                ? t('seats.noOffer')
                : t('seats.offer', {
                    date: formatDate(settings.language, offered.date),
                    time: formatMinute(offered.startMinute),
                    hall: settings.pick(city.shortDistrict(offered.hall)),
                  })}
            </View>
          </Card>
        );
      })}
    </View>
  );
});
