import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../screen/Loaded';
import { go } from '../../screen/navigation';
import type { Pattern } from '../../stores/OversightStore';
import { OversightScreen } from '../OversightScreen';
import { useOversight } from '../useOversight';

const spans = [7, 30, 90] as const;

/** A supervisor looks for what seems to be trade in appointments. */
export default observer(function PatternsPage() {
  const { oversight, t } = useOversight();
  const load = () => void oversight.loadPatterns();
  useDidShow(load);
  return (
    <OversightScreen title={t('patterns.title')}>
      <View className="wrap">
        {spans.map((days) => (
          <Chip
            key={days}
            id={`days-${days}`}
            text={t('patterns.days', { days })}
            chosen={oversight.days === days}
            onPress={() => void oversight.loadPatterns({ days })}
          />
        ))}
      </View>
      <View className="section hint">{t('patterns.noName')}</View>
      <Loaded of={oversight.patterns} onRetry={load}>
        {(all) => (
          <View>
            {all.length === 0 ? <Empty id="no-patterns" title={t('patterns.none')} /> : null}
            {all.map((pattern) => (
              <PatternCard key={`${pattern.pattern} ${pattern.subject}`} pattern={pattern} />
            ))}
          </View>
        )}
      </Loaded>
    </OversightScreen>
  );
});

const PatternCard = observer(function PatternCard({ pattern: found }: { pattern: Pattern }) {
  const { t } = useOversight();
  const { pattern, subject, count } = found;
  const [kind, id = ''] = subject.split(':');
  return (
    <Card>
      <View className="row row--spread">
        <View className="grow">
          <View className="strong">{t(`patterns.${pattern}`, { count })}</View>
          <View className="hint">{subject}</View>
        </View>
        {kind === 'account' ? (
          <Text
            id={`look-${pattern}-${id}`}
            className="link"
            ariaRole="button"
            onClick={() => go('oversight-audit', { actor: `citizen:${id}` })}
          >
            {t('patterns.look')}
          </Text>
        ) : null}
      </View>
    </Card>
  );
});
