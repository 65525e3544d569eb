import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { ReviewedRequest } from '../../../contract/requests';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../screen/Loaded';
import { go } from '../../screen/navigation';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import './index.scss';
import { useReview } from './useReview';
import { Waiting } from './Waiting';

/** A lead decides on requests: what is overdue stands on top. */
export default observer(function ReviewPage() {
  const { city } = useStores();
  const { review, t } = useReview();
  const load = async () => {
    await city.ensure();
    await review.loadList();
  };
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <DeskScreen title={t('list.title')} page="review">
      <View className="wrap review__lists">
        {(['undecided', 'decided'] as const).map((show) => (
          <Chip
            key={show}
            id={`show-${show}`}
            text={t(`list.${show}`)}
            chosen={review.show === show}
            onPress={() => void review.choose(show)}
          />
        ))}
      </View>
      <Loaded of={review.list} onRetry={() => void load()}>
        {({ requests, undecided, overdue }) => (
          <View>
            {undecided === 0 ? null : (
              <View id="counts" className={overdue > 0 ? 'bad' : 'hint'}>
                {t('list.counts', { undecided, overdue })}
              </View>
            )}
            {requests.length === 0 ? (
              <Empty
                id="no-requests"
                title={t(review.show === 'undecided' ? 'list.none' : 'list.noneDecided')}
              />
            ) : (
              requests.map((request) => <Line key={request.id} request={request} />)
            )}
          </View>
        )}
      </Loaded>
    </DeskScreen>
  );
});

const Line = observer(function Line({ request }: { request: ReviewedRequest }) {
  const { settings } = useStores();
  const { review, t } = useReview();
  const { id, kind, reason, status, people, company } = request;
  const name = settings.pick(review.reasonOf(reason)?.name ?? { zh: '', en: '' });
  return (
    <Card
      id={`request-${id}`}
      label={`${name} ${t(`status.${status}`)}`}
      onPress={() => go('desk-request', { id })}
    >
      <View className="row row--spread">
        <Text className="title grow">
          {t(`kind.${kind}`)} · {name}
        </Text>
        <Text className="hint">{t(`status.${status}`)}</Text>
      </View>
      <View>
        {company === undefined ? '' : `${company.name} · `}
        {people.map((person) => person.name).join('，')}
      </View>
      <Waiting request={request} />
    </Card>
  );
});
