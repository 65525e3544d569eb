import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { QrCode } from '../../components/QrCode';
import { formatDate } from '../../i18n/dates';
import { Loaded } from '../../screen/Loaded';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { useDesk } from '../useDesk';
import { useEvery } from '../useEvery';
import './index.scss';

/** The code changes at midnight: a screen that stays on looks again. Milliseconds. */
const LOOK = 300_000;

/** The code at the hall's entrance, for a screen or a print: as large as the page. */
export default observer(function EntrancePage() {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { today, session } = desk;
  const load = async () => {
    void city.ensure();
    await today.load();
  };
  useEvery(LOOK, () => void load());
  return (
    <DeskScreen title={t('entrance.title')}>
      <Loaded of={today.today} onRetry={() => void load()}>
        {({ entranceCode, date }) => (
          <View className="entrance">
            <View className="entrance__hall">{settings.pick(city.district(session.hall ?? ''))}</View>
            <QrCode
              id="entrance-code"
              className="entrance__code"
              text={entranceCode}
              label={t('entrance.title')}
            />
            <View className="entrance__hint">{t('entrance.hint')}</View>
            <View className="hint">
              {formatDate(settings.language, date)} · {t('entrance.day')}
            </View>
          </View>
        )}
      </Loaded>
    </DeskScreen>
  );
});
