import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { lanes } from '../../../domain/lane';
import { Button } from '../../components/Button';
import { Sheet } from '../../components/Sheet';
import { useStores } from '../../stores/storeContext';
import { useDesk } from '../useDesk';

/** To a colleague's window, which calls them first, or to another lane, where they keep their place. */
export const TransferSheet = observer(function TransferSheet({ onClose }: { onClose: () => void }) {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { window, session } = desk;
  const offered = city.hall(session.hall ?? '')?.lanes.map(({ lane }) => lane) ?? [];
  const send = (to: Parameters<typeof window.transfer>[0]) => {
    window.transfer(to);
    onClose();
  };
  return (
    <Sheet title={t('window.transferTo')} closeLabel={settings.t('common.close')} onClose={onClose}>
      {window.others.length === 0 ? <View className="hint">{t('window.noWindows')}</View> : null}
      <View className="wrap">
        {window.others.map((other) => (
          <Button
            key={other.window}
            id={`to-window-${other.window}`}
            kind="plain"
            onPress={() => send({ window: other.window })}
          >
            {t('window.toWindow', { window: other.window })}
          </Button>
        ))}
        {lanes
          .filter((lane) => lane !== 'kiosk' && lane !== window.served?.lane)
          .filter((lane) => lane === 'walk-in' || offered.includes(lane))
          .map((lane) => (
            <Button key={lane} id={`to-lane-${lane}`} kind="plain" onPress={() => send({ lane })}>
              {t('window.toLane', { lane: t(`lane.${lane}`) })}
            </Button>
          ))}
      </View>
    </Sheet>
  );
});
