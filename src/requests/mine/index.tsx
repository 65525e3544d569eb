import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { Request } from '../../../contract/requests';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { formatInstant } from '../../i18n/dates';
import { Loaded } from '../../screen/Loaded';
import { go } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import { RequestsStore } from '../../stores/RequestsStore';
import { useStores } from '../../stores/storeContext';
import { requestPhrases } from '../phrases';
import { statusKind } from '../statusKind';
import './index.scss';

/** Someone looks what became of a request, or begins one. */
export default observer(function RequestsPage() {
  const { city, session } = useStores();
  const requests = useStores().part(RequestsStore);
  const t = usePhrases(requestPhrases);
  const load = async () => {
    await city.ensure();
    await session.ensure().catch(() => undefined);
    await requests.loadMine();
  };
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title={{ words: t('mine.title') }}>
      <View className="requests__begin">
        <Button id="ask-urgent" onPress={() => go('request-urgent')}>
          {t('mine.urgent')}
        </Button>
        <Button id="ask-enterprise" kind="plain" onPress={() => go('request-enterprise')}>
          {t('mine.enterprise')}
        </Button>
      </View>
      <Loaded of={requests.mine} onRetry={() => void load()}>
        {(mine) =>
          mine.length === 0 ? (
            <Empty id="no-requests" title={t('mine.none')} hint={t('mine.noneHint')} />
          ) : (
            <View>
              <View className="section">
                <Text>{t('mine.all')}</Text>
              </View>
              {mine.map((request) => (
                <Line key={request.id} request={request} />
              ))}
            </View>
          )
        }
      </Loaded>
    </Screen>
  );
});

const Line = observer(function Line({ request }: { request: Request }) {
  const { settings } = useStores();
  const requests = useStores().part(RequestsStore);
  const t = usePhrases(requestPhrases);
  const { id, kind, reason, status, people, submittedAt } = request;
  const name = settings.pick(requests.nameOf(reason));
  const word = t(`status.${status}`);
  return (
    <Card id={`request-${id}`} label={`${name} ${word}`} onPress={() => go('request', { id })}>
      <View className="row row--spread">
        <Text className="title grow">{name === '' ? t(`kind.${kind}`) : name}</Text>
        <Text className={`requests__status requests__status--${statusKind[status]}`}>{word}</Text>
      </View>
      <View>{people.map((person) => person.name).join('，')}</View>
      <View className="hint">
        {t(`kind.${kind}`)} · {formatInstant(settings.language, submittedAt)}
      </View>
    </Card>
  );
});
