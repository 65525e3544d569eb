import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { formatDate, formatInstant } from '../../i18n/dates';
import { go } from '../../screen/navigation';
import { usePhrases } from '../../screen/usePhrases';
import { type GuideAnswer, type GuideLane, GuideStore } from '../../stores/GuideStore';
import { useStores } from '../../stores/storeContext';
import { guidePhrases } from '../phrases';

interface LanesProps {
  readonly answer: GuideAnswer;
  /** Those that stand before the way, or the others. */
  readonly beforeWay: boolean;
}

/** Lanes that are open to the person, each with the day on which the document is ready and the button that goes on. */
export const Lanes = observer(function Lanes({ answer, beforeWay }: LanesProps) {
  const t = usePhrases(guidePhrases);
  const { way } = answer;
  const lanes = answer.lanes.filter((lane) => lane.beforeWay === beforeWay);
  if (lanes.length === 0) return null;
  const fastest = fastestOf(answer.lanes);
  return (
    <View>
      <View className="section">
        <Text>{t(beforeWay || way.kind === 'hall' ? 'need.lanes' : 'need.orHall')}</Text>
      </View>
      {lanes.map((lane) => (
        <LaneCard key={lane.id} lane={lane} answer={answer} fastest={lane.id === fastest} />
      ))}
    </View>
  );
});

/** The one lane that is sooner than every other; undefined while none is. */
function fastestOf(lanes: readonly GuideLane[]): string | undefined {
  const dated = lanes.flatMap(({ id, promise }) =>
    promise === undefined ? [] : [{ id, on: promise.promisedOn }],
  );
  const [first, second] = dated.sort((a, b) => a.on.localeCompare(b.on));
  return first !== undefined && second !== undefined && first.on < second.on ? first.id : undefined;
}

interface LaneProps {
  readonly lane: GuideLane;
  readonly answer: GuideAnswer;
}

const LaneCard = observer(function LaneCard({ lane, answer, fastest }: LaneProps & { fastest: boolean }) {
  const { pick } = useStores().settings;
  const t = usePhrases(guidePhrases);
  return (
    <Card id={`lane-${lane.id}`}>
      <View className="row row--spread">
        <Text className="strong">{pick(lane.name)}</Text>
        {fastest ? <Text className="need__fastest">{t('need.fastest')}</Text> : null}
      </View>
      <Ready lane={lane} />
      <View className="need__lane">{pick(lane.text)}</View>
      <View className="need__on">
        <LaneWay lane={lane} answer={answer} />
      </View>
    </Card>
  );
});

/** The promised day; without a free seat the time limit, and when seats open. */
const Ready = observer(function Ready({ lane }: { readonly lane: GuideLane }) {
  const { language } = useStores().settings;
  const t = usePhrases(guidePhrases);
  const { promise, timeLimit, opensAt } = lane;
  if (promise !== undefined) {
    const date = formatDate(language, promise.promisedOn);
    return (
      <View>
        <View className="need__ready">
          {t(promise.provisional ? 'need.readyAbout' : 'need.ready', { date })}
        </View>
        <View className="hint">{t('need.accepted', { date: formatDate(language, promise.acceptedOn) })}</View>
      </View>
    );
  }
  const { days, unit } = timeLimit;
  return (
    <View>
      <View className="need__ready">
        {t(unit === 'working-days' ? 'need.workingDays' : 'need.calendarDays', { days })}
      </View>
      <View className="hint">
        {opensAt === undefined
          ? t('need.noSeats')
          : t('need.opens', { time: formatInstant(language, opensAt) })}
      </View>
    </View>
  );
});

const LaneWay = observer(function LaneWay({ lane, answer }: LaneProps) {
  const guide = useStores().part(GuideStore);
  const t = usePhrases(guidePhrases);
  const { service } = answer;
  const { action } = lane;
  if (action === 'book') {
    return (
      <Button id={`take-${lane.id}`} onPress={() => go('slots', { service, lane: lane.lane })}>
        {t('need.book')}
      </Button>
    );
  }
  if (action === 'walk-in') {
    const trait = guide.answers.age === 'elder' ? 'sixty' : undefined;
    return (
      <Button
        id={`take-${lane.id}`}
        kind="plain"
        onPress={() => go('nearest', { service, trait, booking: 'none' })}
      >
        {t('need.walk-in')}
      </Button>
    );
  }
  return (
    <View>
      <Button
        id={`bring-${lane.id}`}
        kind="plain"
        onPress={() => go('nearest', { service, booking: 'none' })}
      >
        {t('need.bringProof')}
      </Button>
      <Button id={`take-${lane.id}`} onPress={() => go(action, { service })}>
        {t(`need.${action}`)}
      </Button>
    </View>
  );
});
