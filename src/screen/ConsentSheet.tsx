import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Button } from '../components/Button';
import { Notice } from '../components/Notice';
import { Sheet } from '../components/Sheet';
import { useStores } from '../stores/storeContext';

/** Says what is kept, why, and how to end it, before anything personal is taken in. */
export const ConsentSheet = observer(function ConsentSheet() {
  const { consent, settings } = useStores();
  const { t } = settings;
  return (
    <Sheet title={t('consent.title')} closeLabel={t('common.close')} onClose={() => consent.dismiss()}>
      <View>
        <View>{t('consent.what')}</View>
        <View>{t('consent.why')}</View>
        <View className="hint">{t('consent.rights')}</View>
      </View>
      {consent.error === undefined ? null : (
        <Notice kind="bad" id="consent-error">
          {settings.error(consent.error.code, consent.error.details)}
        </Notice>
      )}
      <Button id="agree" disabled={consent.busy} onPress={() => void consent.agree()}>
        {t('consent.agree')}
      </Button>
      <Button id="disagree" kind="plain" onPress={() => consent.dismiss()}>
        {t('consent.disagree')}
      </Button>
    </Sheet>
  );
});
