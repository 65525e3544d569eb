import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { DeskSession } from '../../../contract/desk';
import { addDays } from '../../../domain/calendar/localDate';
import type { Lane } from '../../../domain/lane';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { Notice } from '../../components/Notice';
import { formatNearDate } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { go } from '../../screen/navigation';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { Options } from '../Options';
import { useDesk } from '../useDesk';
import './index.scss';

/** A lead looks how full a lane is on a day, and changes it. */
export default observer(function CapacityPage() {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { capacity, session } = desk;
  const load = async () => {
    await city.ensure();
    await capacity.load(city.today);
  };
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  const offered = city.hall(session.hall ?? '')?.lanes.map(({ lane }) => lane) ?? [];
  const lanes = [...new Set<Lane>(['appointment', ...offered, capacity.lane])].filter(
    (lane) => lane !== 'kiosk' && lane !== 'walk-in',
  );
  const move = (days: number) => void capacity.show(capacity.lane, addDays(capacity.date, days));
  return (
    <DeskScreen title={t('capacity.title')} page="capacity" withBar={session.may('setCapacity')}>
      <View className="capacity__content">
        {lanes.length < 2 ? null : (
          <Options
            label={t('session.lane')}
            name="lane"
            options={lanes.map((lane) => ({ value: lane, text: t(`lane.${lane}`) }))}
            chosen={[capacity.lane]}
            onPress={(lane) => void capacity.show(lane, capacity.date)}
          />
        )}
        {capacity.date === '' ? null : (
          <View className="capacity__day">
            <View
              id="day-before"
              className="capacity__step"
              ariaRole="button"
              ariaLabel={t('capacity.before')}
              onClick={() => move(-1)}
            >
              ‹
            </View>
            <Text id="capacity-day" className="title">
              {formatNearDate(settings.language, capacity.date, city.today ?? capacity.date)}
            </Text>
            <View
              id="day-after"
              className="capacity__step"
              ariaRole="button"
              ariaLabel={t('capacity.after')}
              onClick={() => move(1)}
            >
              ›
            </View>
          </View>
        )}
        <ClosedEarly />
        <Loaded of={capacity.day} onRetry={() => void load()}>
          {({ sessions }) =>
            sessions.length === 0 ? (
              <Empty id="no-sessions" title={t('capacity.none')} />
            ) : (
              <View>
                {sessions.map((each) => (
                  <SessionCard key={each.from} session={each} />
                ))}
              </View>
            )
          }
        </Loaded>
        {session.may('setCapacity') ? null : (
          <View id="read-only" className="hint">
            {t('capacity.readOnly')}
          </View>
        )}
      </View>
      {session.may('setCapacity') ? <Bar /> : null}
    </DeskScreen>
  );
});

/** Says that the hall closes early that day; a lead may take it back. */
const ClosedEarly = observer(function ClosedEarly() {
  const { settings } = useStores();
  const { desk, t } = useDesk();
  const { capacity, session } = desk;
  const at = capacity.day.value?.closesAt;
  if (at === undefined) return null;
  const reopen = async () => {
    if (!(await askToConfirm(settings, t('capacity.reopenAsk', { at })))) return;
    const done = await capacity.reopen();
    if (done) say(t('capacity.reopened'));
    else if (capacity.error !== undefined) sayError(settings, capacity.error);
  };
  return (
    <Notice kind="warn" id="closed-early">
      <View>{t('capacity.closesAt', { at })}</View>
      {session.may('reopen') ? (
        <Button id="reopen" kind="plain" disabled={capacity.busy} onPress={() => void reopen()}>
          {t('capacity.reopen')}
        </Button>
      ) : null}
    </Notice>
  );
});

const SessionCard = observer(function SessionCard({ session }: { session: DeskSession }) {
  const { t } = useDesk();
  const { from, to, windows, slots } = session;
  return (
    <Card>
      <View className="strong">{t('capacity.session', { from, to, windows })}</View>
      {slots.map(({ slot, start, capacity, booked, heldBack, wanted }) => (
        <View key={slot} id={`slot-${start.replace(':', '')}`} className="row row--spread capacity__slot">
          <Text className="strong">{start}</Text>
          <View className="capacity__track">
            <View
              className="capacity__fill"
              style={{
                width: `${capacity === 0 ? 0 : Math.min(100, Math.round((booked / capacity) * 100))}%`,
              }}
            />
          </View>
          <View className="capacity__figures">
            <Text>{t('capacity.booked', { booked, capacity })}</Text>
            {wanted === undefined ? null : <Text className="warn"> {t('capacity.wanted', { wanted })}</Text>}
            {heldBack === 0 ? null : (
              <Text className="hint"> {t('capacity.heldBack', { count: heldBack })}</Text>
            )}
          </View>
        </View>
      ))}
    </Card>
  );
});

const Bar = observer(function Bar() {
  const { desk, t } = useDesk();
  const { capacity } = desk;
  const none = (capacity.day.value?.sessions ?? []).length === 0;
  const closed = (capacity.day.value?.hours ?? []).length === 0 && none;
  const open = (route: 'desk-seats' | 'desk-session', kind?: 'close') => {
    capacity.reconsider();
    go(route, { kind });
  };
  return (
    <View className="bar desk-bar">
      <View className="desk-bar__row">
        <Button id="open-session" kind="plain" onPress={() => open('desk-session')}>
          {t('capacity.open')}
        </Button>
        <Button id="close-early" kind="plain" disabled={closed} onPress={() => open('desk-seats', 'close')}>
          {t('capacity.close')}
        </Button>
      </View>
      <Button id="change-seats" disabled={none} onPress={() => open('desk-seats')}>
        {t('capacity.change')}
      </Button>
    </View>
  );
});
