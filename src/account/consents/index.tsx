import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { formatInstant } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import { type Consent, ConsentListStore } from '../../stores/ConsentListStore';
import { useStores } from '../../stores/storeContext';
import { account } from '../phrases';
import './index.scss';

/** Someone looks what they agreed to, and takes it back. */
export default observer(function ConsentsPage() {
  const consents = useStores().part(ConsentListStore);
  const t = usePhrases(account);
  useDidShow(() => {
    void consents.load();
  });
  return (
    <Screen title={{ words: t('consents.title') }}>
      <Loaded of={consents.mine} onRetry={() => void consents.load()}>
        {(all) => (
          <View>
            {all.map((consent) => (
              <ConsentCard key={consent.purpose} consent={consent} />
            ))}
          </View>
        )}
      </Loaded>
    </Screen>
  );
});

const ConsentCard = observer(function ConsentCard({ consent }: { consent: Consent }) {
  const stores = useStores();
  const { settings } = stores;
  const consents = stores.part(ConsentListStore);
  const t = usePhrases(account);
  const { purpose, granted, grantedAt } = consent;
  const change = async () => {
    if (granted && !(await askToConfirm(settings, t(`consents.${purpose}.withdrawAsk`)))) return;
    try {
      await consents.change(consent);
      say(t(granted ? 'consents.withdrawn' : 'consents.given'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  const state =
    granted && grantedAt !== undefined
      ? t('consents.granted', { time: formatInstant(settings.language, grantedAt) })
      : t('consents.not');
  return (
    <Card id={`consent-${purpose}`}>
      <View className="title">{t(`consents.${purpose}`)}</View>
      <View>{t(`consents.${purpose}.what`)}</View>
      <View className={granted ? 'good' : 'hint'}>{state}</View>
      <View className="consents__button">
        <Button
          id={`${granted ? 'withdraw' : 'give'}-${purpose}`}
          kind="plain"
          disabled={consents.busy}
          onPress={() => void change()}
        >
          {t(granted ? 'consents.withdraw' : 'consents.give')}
        </Button>
      </View>
    </Card>
  );
});
