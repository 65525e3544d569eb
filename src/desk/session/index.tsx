import { Picker, View } from '@tarojs/components';
import { useLoad } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { Lane } from '../../../domain/lane';
import type { Service } from '../../../domain/service';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Choice } from '../../components/Choice';
import { Notice } from '../../components/Notice';
import { formatNearDate } from '../../i18n/dates';
import { say } from '../../screen/asking';
import { back } from '../../screen/navigation';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { Options, toggled } from '../Options';
import { Stepper } from '../Stepper';
import { useDesk } from '../useDesk';

/** For whom a session of its own is opened: weekends for everyone, summers for students. */
const lanes: readonly Lane[] = ['appointment', 'student', 'enterprise', 'urgent'];

/** A lead opens a session on the day that was shown. */
export default observer(function SessionPage() {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { capacity } = desk;
  const [lane, setLane] = useState<Lane>(capacity.lane);
  const [from, setFrom] = useState('09:00');
  const [to, setTo] = useState('12:00');
  const [windows, setWindows] = useState(1);
  const [seats, setSeats] = useState(4);
  const [slotMinutes, setSlotMinutes] = useState(30);
  const [services, setServices] = useState<readonly Service[]>(['passport']);
  useLoad(() => {
    void city.ensure().then(() => capacity.ensure(city.today));
  });
  const open = async () => {
    await capacity.show(lane, capacity.date);
    const session = { from, to, windows, seats, slotMinutes, services: [...services] };
    if (!(await capacity.open(session))) return;
    say(t('session.opened'));
    back();
  };
  return (
    <DeskScreen title={t('session.title')} withBar>
      <View className="title desk-field">
        {capacity.date === ''
          ? ''
          : formatNearDate(settings.language, capacity.date, city.today ?? capacity.date)}
      </View>
      <Options
        label={t('session.lane')}
        name="for"
        options={lanes.map((value) => ({ value, text: t(`lane.${value}`) }))}
        chosen={[lane]}
        onPress={setLane}
      />
      <Card>
        <Picker mode="time" value={from} onChange={({ detail }) => setFrom(String(detail.value))}>
          <Choice id="session-from" label={t('seats.from')} value={from} />
        </Picker>
        <Picker mode="time" value={to} onChange={({ detail }) => setTo(String(detail.value))}>
          <Choice id="session-to" label={t('seats.to')} value={to} />
        </Picker>
      </Card>
      <Stepper
        id="session-windows"
        label={t('seats.windows')}
        value={windows}
        least={1}
        most={99}
        onChange={setWindows}
      />
      <Stepper
        id="session-seats"
        label={t('seats.seats')}
        value={seats}
        least={1}
        most={500}
        onChange={setSeats}
      />
      <Stepper
        id="session-minutes"
        label={t('session.slotMinutes')}
        value={slotMinutes}
        least={10}
        most={120}
        step={10}
        onChange={setSlotMinutes}
      />
      <Options
        label={t('session.services')}
        name="session-service"
        options={city.services.map(({ service, shortName }) => ({
          value: service,
          text: settings.pick(shortName),
        }))}
        chosen={services}
        onPress={(service) => setServices(toggled(services, service))}
      />
      {capacity.error === undefined ? null : (
        <Notice kind="bad" id="session-error">
          {settings.error(capacity.error.code, capacity.error.details)}
        </Notice>
      )}
      <View className="bar">
        <Button
          id="open"
          disabled={capacity.busy || services.length === 0 || from >= to}
          onPress={() => void open()}
        >
          {t('session.open')}
        </Button>
      </View>
    </DeskScreen>
  );
});
