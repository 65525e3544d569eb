import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Notice } from '../components/Notice';
import { useStores } from '../stores/storeContext';
import { go } from './navigation';

/** Visas and residence permits are not booked here: said to whoever reads English or comes with a foreign passport. */
export const CitizensOnly = observer(function CitizensOnly() {
  const { booking, settings } = useStores();
  const { language, t } = settings;
  const foreign = booking.party.some(({ documentType }) =>
    ['passport', 'permanent-residence-card'].includes(documentType),
  );
  if (language !== 'en' && !foreign) return null;
  return (
    <Notice id="citizens-only" kind="warn">
      <View>{t('foreigners.notHere')}</View>
      <Text id="foreigners-where" className="link" ariaRole="button" onClick={() => go('guide')}>
        {t('foreigners.where')} ›
      </Text>
    </Notice>
  );
});
