import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { LongField } from '../../components/LongField';
import { Notice } from '../../components/Notice';
import { formatDate, hallParts } from '../../i18n/dates';
import { say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import { type Pause, type Standing, StandingStore } from '../../stores/StandingStore';
import { useStores } from '../../stores/storeContext';
import { account } from '../phrases';
import './index.scss';

const REASON_MAX = 300;

/** Someone looks whether they may book online, and says why they could not come. */
export default observer(function StandingPage() {
  const stores = useStores();
  const standing = stores.part(StandingStore);
  const t = usePhrases(account);
  const load = () => {
    void stores.city.ensure();
    void standing.load();
  };
  useDidShow(load);
  return (
    <Screen title={{ words: t('standing.title') }}>
      <Loaded of={standing.mine} onRetry={load}>
        {({ pauses, missed, rules }) => (
          <View>
            {pauses.length === 0 ? <Good rules={rules} /> : null}
            {pauses.map((pause) => (
              <PauseCard key={pause.id} pause={pause} />
            ))}
            {missed.length === 0 ? null : (
              <View id="missed">
                <View className="section">
                  <Text>{t('standing.counted')}</Text>
                </View>
                <Card>
                  <Visits visits={missed} />
                </Card>
              </View>
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  );
});

function Good({ rules }: Pick<Standing, 'rules'>) {
  const t = usePhrases(account);
  const { missedVisitsMax: max, missedWithinDays: days, pauseDays: pause } = rules;
  return (
    <Card id="standing-good">
      <View className="good title">✓ {t('standing.good')}</View>
      <View className="hint">{t('standing.goodHint', { max, days, pause })}</View>
    </Card>
  );
}

const Visits = observer(function Visits({ visits }: { visits: Pause['visits'] }) {
  const { city, settings } = useStores();
  const t = usePhrases(account);
  const nameOf = (code: string) => {
    const hall = city.city.value?.halls.find((each) => each.hall === code);
    return hall === undefined ? '' : settings.pick(hall.name);
  };
  return (
    <View>
      {visits.map(({ date, hall, weight }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two visits may look the same, and none changes its place.
        <View key={place} className="standing__visit">
          <View>
            {t('standing.visit', { date: formatDate(settings.language, date), hall: nameOf(hall) })}
          </View>
          <View className="hint">{t(weight < 1 ? 'standing.late' : 'standing.missed')}</View>
        </View>
      ))}
    </View>
  );
});

const PauseCard = observer(function PauseCard({ pause }: { pause: Pause }) {
  const { settings } = useStores();
  const t = usePhrases(account);
  const date = formatDate(settings.language, hallParts(pause.until).date);
  return (
    <Card id={`pause-${pause.id}`}>
      <View className="bad title">{t('standing.paused', { date })}</View>
      <View>{t('standing.pausedHint')}</View>
      <View className="standing__because hint">{t('standing.because')}</View>
      <Visits visits={pause.visits} />
      {pause.appeal === undefined ? <Appeal pause={pause.id} /> : null}
      {pause.appeal === 'open' ? <Notice id="appeal-open">{t('standing.open')}</Notice> : null}
      {pause.appeal === 'refused' ? (
        <Notice kind="warn" id="appeal-refused">
          {t('standing.refused')}
        </Notice>
      ) : null}
    </Card>
  );
});

const Appeal = observer(function Appeal({ pause }: { pause: string }) {
  const stores = useStores();
  const standing = stores.part(StandingStore);
  const t = usePhrases(account);
  const [reason, setReason] = useState('');
  const appeal = async () => {
    if (reason.trim().length < 2) return say(t('standing.reasonWrong'));
    try {
      await standing.appeal(pause, reason.trim());
      say(t('standing.appealed'));
    } catch (error) {
      sayError(stores.settings, error);
    }
  };
  return (
    <View>
      <LongField
        id="reason"
        label={t('standing.reason')}
        hint={t('standing.reasonHint')}
        value={reason}
        maxLength={REASON_MAX}
        onInput={setReason}
      />
      <Button id="appeal" disabled={standing.busy} onPress={() => void appeal()}>
        {t('standing.appeal')}
      </Button>
    </View>
  );
});
