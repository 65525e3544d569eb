import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { formatDate, formatInstant, hallParts } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import type { Decision, OpenAppeal } from '../../stores/OversightStore';
import { useStores } from '../../stores/storeContext';
import { OversightScreen } from '../OversightScreen';
import { useOversight } from '../useOversight';
import './index.scss';

/** A supervisor decides about pauses against which somebody appealed. */
export default observer(function AppealsPage() {
  const { oversight, t } = useOversight();
  const load = () => void oversight.loadAppeals();
  useDidShow(load);
  return (
    <OversightScreen title={t('appeals.title')}>
      <Loaded of={oversight.appeals} onRetry={load}>
        {(all) => (
          <View>
            {all.length === 0 ? <Empty id="no-appeals" title={t('appeals.none')} /> : null}
            {all.map((appeal) => (
              <AppealCard key={appeal.id} appeal={appeal} />
            ))}
          </View>
        )}
      </Loaded>
    </OversightScreen>
  );
});

const AppealCard = observer(function AppealCard({ appeal }: { appeal: OpenAppeal }) {
  const { settings } = useStores();
  const { oversight, t } = useOversight();
  const { id, reason, since, pausedUntil, visits } = appeal;
  const { language } = settings;
  const until = formatDate(language, hallParts(pausedUntil).date);
  const decide = async (decision: Decision) => {
    const granting = decision === 'granted';
    if (!(await askToConfirm(settings, t(granting ? 'appeals.grantAsk' : 'appeals.refuseAsk')))) return;
    try {
      await oversight.decide(id, decision);
      say(t(granting ? 'appeals.granted' : 'appeals.refused'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Card id={`appeal-${id}`}>
      <View className="title">{reason === '' ? t('appeals.erased') : reason}</View>
      <View>{t('appeals.pause', { visits, until })}</View>
      <View className="hint">{t('appeals.since', { time: formatInstant(language, since) })}</View>
      <View className="appeal__answers">
        <Button id={`grant-${id}`} disabled={oversight.busy} onPress={() => void decide('granted')}>
          {t('appeals.grant')}
        </Button>
        <Button
          id={`refuse-${id}`}
          kind="plain"
          disabled={oversight.busy}
          onPress={() => void decide('refused')}
        >
          {t('appeals.refuse')}
        </Button>
      </View>
    </Card>
  );
});
