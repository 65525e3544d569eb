import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import type { DeskEntry } from '../../../contract/desk';
import { Button } from '../../components/Button';
import { Sheet } from '../../components/Sheet';
import { say, sayError } from '../../screen/asking';
import { useStores } from '../../stores/storeContext';
import { peopleLine } from '../entryText';
import { useDesk } from '../useDesk';

/** The number of somebody who has just come in, to be read to them. */
export const GivenSheet = observer(function GivenSheet({ entry }: { entry: DeskEntry }) {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { today } = desk;
  const undo = async () => {
    try {
      await today.undo(entry);
      say(t('today.undone'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Sheet
      title={entry.reservation === undefined ? t('today.issue') : t('today.checkedIn')}
      closeLabel={settings.t('common.close')}
      onClose={() => today.dismiss()}
    >
      <View id="given-number" className="today__given">
        {entry.number}
      </View>
      <View>{peopleLine(city, settings, entry)}</View>
      {entry.reservation === undefined ? null : (
        <View id="standing" className={entry.booked ? 'good' : 'warn'}>
          {t(entry.booked ? 'today.onTime' : 'today.late')}
        </View>
      )}
      <View className="hint">{t('today.tell')}</View>
      <View className="row row--spread">
        {entry.undo === undefined ? null : (
          <Text id="undo-given" className="link" ariaRole="button" onClick={() => void undo()}>
            {t('today.undo')}
          </Text>
        )}
        <View className="grow">
          <Button id="given-done" onPress={() => today.dismiss()}>
            {t('today.done')}
          </Button>
        </View>
      </View>
    </Sheet>
  );
});
