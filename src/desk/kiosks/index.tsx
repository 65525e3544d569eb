import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { DeskKiosk } from '../../../contract/desk';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { formatInstant } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { usePhrases } from '../../screen/usePhrases';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { useDesk } from '../useDesk';
import './index.scss';
import { kioskPhrases } from './phrases';

/** Staff look whether a kiosk works, what citizens say of it, and set it out of service or back. */
export default observer(function KiosksPage() {
  const { kiosks } = useDesk().desk;
  const t = usePhrases(kioskPhrases);
  const load = () => kiosks.load();
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <DeskScreen title={t('title')}>
      <Loaded of={kiosks.kiosks} onRetry={() => void load()} lines={3}>
        {(shown) =>
          shown.length === 0 ? (
            <Empty id="no-kiosks" title={t('none')} />
          ) : (
            <View>
              {shown.map((kiosk) => (
                <KioskCard key={kiosk.kiosk} kiosk={kiosk} />
              ))}
            </View>
          )
        }
      </Loaded>
    </DeskScreen>
  );
});

const KioskCard = observer(function KioskCard({ kiosk }: { readonly kiosk: DeskKiosk }) {
  const { settings } = useStores();
  const { kiosks } = useDesk().desk;
  const t = usePhrases(kioskPhrases);
  const { kiosk: code, inService, devices, queue, reportedOut: out, serviceSetAt } = kiosk;
  const set = async (works: boolean) => {
    // Only what sends citizens away is asked twice.
    if (!works && !(await askToConfirm(settings, t('askOut')))) return;
    try {
      if (await kiosks.set(code, works)) say(t('done'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  const busy = kiosks.changing !== undefined;
  const since =
    serviceSetAt === undefined ? [] : [t('since', { time: formatInstant(settings.language, serviceSetAt) })];
  return (
    <Card id={`desk-kiosk-${code}`}>
      <View className="row row--spread">
        <Text className="strong grow">{settings.pick(kiosk.name)}</Text>
        <Text id={`state-${code}`} className={inService ? 'good strong' : 'bad strong'}>
          {t(inService ? 'inService' : 'outOfService')}
        </Text>
      </View>
      <View className="hint">
        {[...(devices === undefined ? [] : [t('devices', { count: devices })]), ...since].join(' · ')}
      </View>
      {queue === undefined ? null : <View>{t('queue', { count: queue })}</View>}
      {out === undefined ? null : (
        <View id={`reported-${code}`} className="warn">
          <View>{t('reported', { count: out.people, time: formatInstant(settings.language, out.at) })}</View>
          <View className="hint">{t('settle')}</View>
        </View>
      )}
      <View className="desk-kiosk__actions">
        {inService ? (
          <Button id={`out-${code}`} kind="danger" disabled={busy} onPress={() => void set(false)}>
            {t('setOut')}
          </Button>
        ) : (
          <Button id={`in-${code}`} disabled={busy} onPress={() => void set(true)}>
            {t('setIn')}
          </Button>
        )}
        {inService && out !== undefined ? (
          <Button id={`works-${code}`} kind="plain" disabled={busy} onPress={() => void set(true)}>
            {t('stillWorks')}
          </Button>
        ) : null}
      </View>
    </Card>
  );
});
