import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { usePhrases } from '../../screen/usePhrases';
import { type GuideQuestion, GuideStore } from '../../stores/GuideStore';
import { useStores } from '../../stores/storeContext';
import { guidePhrases } from '../phrases';

/** More than this many questions to come only discourage, and most of them are seldom asked. */
const LEFT_WORTH_SAYING = 4;

/** One question with its answers, each as large as a thumb. */
export const Question = observer(function Question({ question }: { readonly question: GuideQuestion }) {
  const stores = useStores();
  const guide = stores.part(GuideStore);
  const t = usePhrases(guidePhrases);
  const { pick } = stores.settings;
  const step = guide.answered.length + 1;
  const later = guide.left - 1;
  const done = Math.round((guide.answered.length / (guide.answered.length + guide.left)) * 100);
  return (
    <View>
      <View className="need__track">
        <View className="need__done" style={{ width: `${done}%` }} />
      </View>
      <View id="progress" className="hint">
        {later === 0
          ? t('need.lastStep', { step })
          : later > LEFT_WORTH_SAYING
            ? t('need.step', { step })
            : t('need.stepOf', { step, left: later })}
      </View>
      <View id="question" className="need__question" ariaRole="heading">
        {pick(question.text)}
      </View>
      {question.hint === undefined ? null : <View className="hint">{pick(question.hint)}</View>}
      <View className="need__answers">
        {question.answers.map(({ id, text, hint }) => {
          const before = guide.chosenBefore(question.id) === id;
          return (
            <View
              key={id}
              id={`answer-${id}`}
              className={`need__answer ${before ? 'need__answer--before' : ''}`}
              hoverClass="need__answer--pressed"
              ariaRole="button"
              ariaLabel={`${pick(text)} ${hint === undefined ? '' : pick(hint)}`}
              onClick={() => void guide.choose(question.id, id)}
            >
              <View className="grow">
                <View className="need__text">{pick(text)}</View>
                {hint === undefined ? null : <View className="hint">{pick(hint)}</View>}
                {before ? <View className="need__before">✓ {t('need.before')}</View> : null}
              </View>
              <Text className="need__go">›</Text>
            </View>
          );
        })}
      </View>
      {guide.answered.length === 0 ? null : (
        <Button id="one-back" kind="plain" onPress={() => guide.back()}>
          {t('need.back')}
        </Button>
      )}
    </View>
  );
});
