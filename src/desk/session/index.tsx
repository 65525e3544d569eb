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
import { formatNearDate, toInstant } from '../../i18n/dates';
import { say } from '../../screen/asking';
import { back } from '../../screen/navigation';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { Options, toggled } from '../Options';
import { Stepper } from '../Stepper';
import { useDesk } from '../useDesk';

/** For whom a session of its own is opened: weekends for everyone, summers for students. */
const lanes: readonly Lane[] = ['appointment', 'student', 'enterprise', 'urgent'];

/** Seats open at once, or at a moment that citizens are told beforehand, with a countdown. */
const releases = ['now', 'announced'] as const;

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
  const [release, setRelease] = useState<(typeof releases)[number]>('now');
  const [releaseDate, setReleaseDate] = useState<string>();
  const [releaseTime, setReleaseTime] = useState('08:00');
  const releasedOn = releaseDate ?? city.today ?? '';
  useLoad(() => {
    void city.ensure().then(() => capacity.ensure(city.today));
  });
  const open = async () => {
    await capacity.show(lane, capacity.date);
    const session = { from, to, windows, seats, slotMinutes, services: [...services] };
    const releasedAt = toInstant(releasedOn, releaseTime).toISOString();
    if (!(await capacity.open(release === 'now' ? session : { ...session, releasedAt }))) return;
    say(t(release === 'now' ? 'session.opened' : 'session.announced'));
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
      <Options
        label={t('session.release')}
        name="release"
        options={releases.map((value) => ({ value, text: t(`session.release.${value}`) }))}
        chosen={[release]}
        onPress={setRelease}
      />
      {release === 'now' ? null : (
        <Card>
          <Picker
            mode="date"
            value={releasedOn}
            start={city.today ?? ''}
            end={capacity.date}
            onChange={({ detail }) => setReleaseDate(String(detail.value))}
          >
            <Choice
              id="release-date"
              label={t('session.releaseDate')}
              value={formatNearDate(settings.language, releasedOn, city.today ?? releasedOn)}
            />
          </Picker>
          <Picker
            mode="time"
            value={releaseTime}
            onChange={({ detail }) => setReleaseTime(String(detail.value))}
          >
            <Choice id="release-time" label={t('session.releaseTime')} value={releaseTime} />
          </Picker>
        </Card>
      )}
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
