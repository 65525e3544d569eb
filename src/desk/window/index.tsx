import { Text, View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { WindowStep } from '../../../domain/desk/windowSteps';
import { Button } from '../../components/Button';
import { Loaded } from '../../screen/Loaded';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { useDesk } from '../useDesk';
import { useEvery } from '../useEvery';
import { AtWindow } from './AtWindow';
import { SitDown } from './SitDown';
import { TransferSheet } from './TransferSheet';
import { Unsent } from './Unsent';
import './index.scss';

/** How often a window looks who waits. Milliseconds. */
const LOOK = 10_000;

/** Somebody serves people one after another, mostly with one thumb on one button. */
export default observer(function WindowPage() {
  const { city } = useStores();
  const { desk, t } = useDesk();
  const { window } = desk;
  const load = async () => {
    void city.ensure();
    await window.load();
  };
  useEvery(LOOK, () => void load());
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <DeskScreen title={t('window.title')} page="window" withBar>
      <Unsent />
      <View className="window__content">
        <Loaded of={window.windows} onRetry={() => void load()} quiet={window.outbox.pending.length > 0}>
          {() => (window.mine === undefined ? <SitDown /> : <AtWindow />)}
        </Loaded>
      </View>
      {window.mine === undefined ? null : <Bar />}
    </DeskScreen>
  );
});

/** The likely next step is the biggest button, at the same place every time. */
const Bar = observer(function Bar() {
  const { desk, t } = useDesk();
  const { window } = desk;
  const [sending, setSending] = useState(false);
  const [likely, ...others] = window.steps;
  const take = (step: WindowStep) => {
    if (step === 'transfer') setSending(true);
    else if (step === 'complete') window.complete();
    else if (step !== 'undo') window[step]();
  };
  return (
    <View>
      <View className="bar desk-bar">
        <UndoButton />
        {others.length === 0 ? null : (
          <View className="desk-bar__row">
            {others.map((step) => (
              <Button
                key={step}
                id={step}
                kind={step === 'noShow' ? 'danger' : 'plain'}
                onPress={() => take(step)}
              >
                {t(`step.${step}`)}
              </Button>
            ))}
          </View>
        )}
        <View className="desk-bar__main">
          {likely === undefined ? (
            <Button id="under-way" disabled onPress={() => undefined}>
              {t(underWay(window.unknown?.operation, window.outbox.connected))}
            </Button>
          ) : (
            <Button id={likely} onPress={() => take(likely)}>
              {t(`step.${likely}`)}
            </Button>
          )}
        </View>
      </View>
      {sending ? <TransferSheet onClose={() => setSending(false)} /> : null}
    </View>
  );
});

function underWay(step: WindowStep | undefined, connected: boolean) {
  if (step === 'undo') return 'window.undoing';
  return connected ? 'window.calling' : 'window.callingLater';
}

/** Takes the last step back, with the seconds that are left for it. */
const UndoButton = observer(function UndoButton() {
  const { desk, t } = useDesk();
  const { window } = desk;
  const [, setSecond] = useState(0);
  useEvery(1_000, () => setSecond((second) => second + 1));
  const seconds = window.undoSeconds;
  if (window.mayWithdraw) {
    return (
      <Text id="withdraw" className="link window__undo" ariaRole="button" onClick={() => window.undo()}>
        {t('window.withdraw')}
      </Text>
    );
  }
  if (seconds === 0) return null;
  return (
    <Text id="undo" className="link window__undo" ariaRole="button" onClick={() => window.undo()}>
      {t('window.undo', { seconds })}
    </Text>
  );
});
