import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { formatInstant } from '../../i18n/dates';
import { say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import type { DeadLetter } from '../../stores/OversightStore';
import { useStores } from '../../stores/storeContext';
import { OversightScreen } from '../OversightScreen';
import { useOversight } from '../useOversight';

/** A supervisor sees messages that no platform took, and sends them again when the cause is gone. */
export default observer(function LettersPage() {
  const { oversight, t } = useOversight();
  const load = () => void oversight.loadLetters();
  useDidShow(load);
  return (
    <OversightScreen title={t('letters.title')}>
      <Loaded of={oversight.letters} onRetry={load}>
        {(all) => (
          <View>
            {all.length === 0 ? <Empty id="no-letters" title={t('letters.none')} /> : null}
            {all.map((letter) => (
              <LetterCard key={letter.id} letter={letter} />
            ))}
          </View>
        )}
      </Loaded>
    </OversightScreen>
  );
});

const LetterCard = observer(function LetterCard({ letter }: { letter: DeadLetter }) {
  const { settings } = useStores();
  const { oversight, t } = useOversight();
  const { id, kind, at, attempts, failure } = letter;
  const retry = async () => {
    try {
      await oversight.retry(id);
      say(t('letters.queued'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Card id={`letter-${id}`}>
      <View className="row row--spread">
        <View className="grow">
          <View className="strong">{kind}</View>
          <View>{t('letters.failure', { attempts, failure })}</View>
          <View className="hint">{formatInstant(settings.language, at)}</View>
        </View>
        <Text id={`retry-${id}`} className="link" ariaRole="button" onClick={() => void retry()}>
          {t('letters.retry')}
        </Text>
      </View>
    </Card>
  );
});
