import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { formatInstant } from '../../i18n/dates';
import { Loaded } from '../../screen/Loaded';
import { openPage } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import { type Message, MessagesStore } from '../../stores/MessagesStore';
import { useStores } from '../../stores/storeContext';
import { account } from '../phrases';
import './index.scss';

/** Someone looks what they were told; each message leads to what it is about. */
export default observer(function MessagesPage() {
  const messages = useStores().part(MessagesStore);
  const t = usePhrases(account);
  useDidShow(() => {
    void messages.open();
  });
  usePullDownRefresh(() => {
    void messages.open().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title={{ words: t('messages.title') }}>
      <Loaded of={messages.mine} onRetry={() => void messages.open()}>
        {(all) =>
          all.length === 0 ? (
            <Empty id="no-messages" title={t('messages.none')} hint={t('messages.noneHint')} />
          ) : (
            <View>
              {all.map((message) => (
                <MessageCard key={message.id} message={message} />
              ))}
            </View>
          )
        }
      </Loaded>
    </Screen>
  );
});

const MessageCard = observer(function MessageCard({ message }: { message: Message }) {
  const stores = useStores();
  const { language, pick } = stores.settings;
  const t = usePhrases(account);
  const { id, at, title, text, page } = message;
  const isNew = stores.part(MessagesStore).isNew(message);
  const words = `${isNew ? `${t('messages.new')} ` : ''}${pick(title)} ${pick(text)}`;
  return (
    <Card id={`message-${id}`} label={words} onPress={() => openPage(page)}>
      <View className="row row--spread">
        <View className="row grow">
          {isNew ? <Text className="message__new">{t('messages.new')}</Text> : null}
          <Text className="strong">{pick(title)}</Text>
        </View>
        <Text className="message__more">›</Text>
      </View>
      <View>{pick(text)}</View>
      <View className="hint">{formatInstant(language, at)}</View>
    </Card>
  );
});
