import { Text, View } from '@tarojs/components';
import { useDidShow, useShareAppMessage } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Loaded } from '../../screen/Loaded';
import { pathOf } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import { GuideStore } from '../../stores/GuideStore';
import { useStores } from '../../stores/storeContext';
import { guidePhrases } from '../phrases';
import { Question } from './Question';
import { Result } from './Result';
import './index.scss';

/** Someone does not know what they need: one question at a time, then the shortest way. */
export default observer(function NeedPage() {
  const stores = useStores();
  const guide = stores.part(GuideStore);
  const t = usePhrases(guidePhrases);
  const load = () => Promise.all([stores.city.ensure(), guide.load()]);
  useDidShow(() => {
    void load();
  });
  // The card asks the same questions; what was answered here stays here.
  useShareAppMessage(() => ({ title: t('need.share'), path: pathOf('guide') }));
  return (
    <Screen title={{ words: t('need.title') }}>
      <Loaded of={guide.questions} onRetry={() => void load()} lines={5}>
        {() => (guide.question === undefined ? <Outcome /> : <Question question={guide.question} />)}
      </Loaded>
    </Screen>
  );
});

/** What the answers lead to, and the way back to them. */
const Outcome = observer(function Outcome() {
  const stores = useStores();
  const guide = stores.part(GuideStore);
  const t = usePhrases(guidePhrases);
  const said = guide.answered.flatMap(({ question, answer }) => {
    const chosen = question.answers.find(({ id }) => id === answer);
    return chosen === undefined ? [] : [stores.settings.pick(chosen.text)];
  });
  return (
    <View>
      <Loaded of={guide.result} onRetry={() => void guide.load()} lines={6}>
        {(answer) => <Result answer={answer} />}
      </Loaded>
      <View className="section">
        <Text>{t('need.said')}</Text>
      </View>
      <View id="said" className="hint">
        {said.join(' · ')}
      </View>
      <View className="need__ways">
        <Button id="one-back" kind="plain" onPress={() => guide.back()}>
          {t('need.back')}
        </Button>
        <Button id="restart" kind="plain" onPress={() => guide.restart()}>
          {t('need.restart')}
        </Button>
      </View>
    </View>
  );
});
