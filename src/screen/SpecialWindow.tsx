import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { requestKinds } from '../../domain/requests/requestKind';
import { useStores } from '../stores/storeContext';

/** To which window somebody goes whose visit is in a lane of its own. */
export const SpecialWindow = observer(function SpecialWindow({ lane }: { lane: string | undefined }) {
  const { t } = useStores().settings;
  const kind = requestKinds.find((each) => each === lane);
  return kind === undefined ? null : (
    <View id="special-window" className="strong">
      {t(`slots.lane.${kind}`)}
    </View>
  );
});
