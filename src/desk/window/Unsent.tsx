import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Notice } from '../../components/Notice';
import type { QueuedStep } from '../../stores/DeskOutboxStore';
import { useStores } from '../../stores/storeContext';
import { useDesk } from '../useDesk';

/** What has not reached the service, and what it refused. */
export const Unsent = observer(function Unsent() {
  const { desk } = useDesk();
  const { outbox } = desk.window;
  const waits = !outbox.connected || outbox.stuck !== undefined;
  return (
    <View>
      {outbox.refused.map((step) => (
        <RefusedStep key={step.key} step={step} />
      ))}
      {outbox.pending.length > 0 && waits ? <Waiting /> : null}
    </View>
  );
});

const Waiting = observer(function Waiting() {
  const { desk, t } = useDesk();
  const { outbox } = desk.window;
  const { pending } = outbox;
  return (
    <Notice kind="warn" id="unsent">
      <View className="strong">{t('outbox.unsent', { count: pending.length })}</View>
      {pending.map((step) => (
        <View key={step.key} className="hint">
          · {step.number ?? ''} {t(`step.${step.operation}`)}
        </View>
      ))}
      <Text id="send-now" className="link" ariaRole="button" onClick={() => outbox.networkChanged(true)}>
        {t('outbox.now')}
      </Text>
    </Notice>
  );
});

const RefusedStep = observer(function RefusedStep({ step }: { step: QueuedStep }) {
  const { settings } = useStores();
  const { desk, t } = useDesk();
  const { outbox } = desk.window;
  const { refusal, number = '', operation } = step;
  if (refusal === undefined) return null;
  const held = outbox.heldBehind(step).length;
  return (
    <Notice kind="bad" id="refused">
      <View className="strong">
        {t('outbox.refused', { step: `${number} ${t(`step.${operation}`)}`.trim() })}
      </View>
      <View>{settings.error(refusal.code, refusal.details)}</View>
      {held === 0 ? null : <View id="held">{t('outbox.held', { count: held })}</View>}
      <View className="row row--spread">
        <Text id="discard" className="link" ariaRole="button" onClick={() => void desk.window.giveUp(step)}>
          {t('outbox.discard')}
        </Text>
        <Text id="retry-step" className="link" ariaRole="button" onClick={() => void outbox.retry(step)}>
          {t('outbox.retry')}
        </Text>
      </View>
    </Notice>
  );
});
