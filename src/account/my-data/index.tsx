import { Text, View } from '@tarojs/components';
import Taro, { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Line } from '../../components/Line';
import { formatInstant } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { go, switchTo } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import type { SignIns } from '../../stores/MyDataStore';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** Someone looks where they are signed in, takes a copy of their data, or ends it all. */
export default observer(function MyDataPage() {
  const { myData, session, settings } = useStores();
  const { t } = settings;
  const load = async () => {
    await session.ensure().catch(() => undefined);
    await myData.load();
  };
  useDidShow(() => {
    void load();
  });
  return (
    <Screen title="myData.title">
      <View className="section">
        <Text>{t('myData.signIns')}</Text>
      </View>
      <Loaded of={myData.signIns} onRetry={() => void load()}>
        {({ signIns, linked }) => (
          <View>
            {signIns.map((signIn) => (
              <SignInCard key={signIn.id} signIn={signIn} />
            ))}
            {linked.length > 0 ? (
              <View id="linked" className="hint">
                {t('myData.linked', {
                  names: linked.map((channel) => t(`myData.channel.${channel}`)).join(' '),
                })}
              </View>
            ) : null}
          </View>
        )}
      </Loaded>
      <Line id="go-link" text={t('myData.link')} hint={t('myData.linkHint')} onPress={() => go('link')} />
      <Line
        id="go-consents"
        text={t('myData.consents')}
        hint={t('myData.consentsHint')}
        onPress={() => go('consents')}
      />
      <Own />
    </Screen>
  );
});

const SignInCard = observer(function SignInCard({ signIn }: { signIn: SignIns['signIns'][number] }) {
  const { myData, settings } = useStores();
  const { t, language } = settings;
  const { id, channel, device, staff, lastUsed, current } = signIn;
  const end = async () => {
    if (!(await askToConfirm(settings, t('myData.endAsk')))) return;
    await myData.endSignIn(id).catch((error: unknown) => sayError(settings, error));
  };
  const name = [t(`myData.channel.${channel}`), device, staff ? t('myData.staff') : '']
    .filter(Boolean)
    .join(' · ');
  return (
    <Card>
      <View className="row row--spread">
        <View className="grow">
          <View className="strong">{name}</View>
          <View className="hint">{t('myData.lastUsed', { time: formatInstant(language, lastUsed) })}</View>
        </View>
        {current ? (
          <Text className="good">{t('myData.thisOne')}</Text>
        ) : (
          <Text id={`end-${id}`} className="link bad" ariaRole="button" onClick={() => void end()}>
            {t('myData.end')}
          </Text>
        )}
      </View>
    </Card>
  );
});

/** The copy and the end. */
const Own = observer(function Own() {
  const stores = useStores();
  const { myData, settings } = stores;
  const { t } = settings;
  const copy = async () => {
    try {
      await Taro.setClipboardData({ data: await myData.copy() });
      say(t('myData.copied'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  const deleteAll = async () => {
    if (!(await askToConfirm(settings, t('myData.deleteAsk')))) return;
    try {
      await myData.deleteAll();
      stores.endHere();
      say(t('myData.deleted'));
      switchTo('home');
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <View>
      <View className="section">
        <Text>{t('myData.own')}</Text>
      </View>
      <Card>
        <View>{t('myData.kept')}</View>
        <View className="hint">{t('myData.keptHow')}</View>
      </Card>
      <View className="my-data__button">
        <Button id="copy-data" kind="plain" onPress={() => void copy()}>
          {t('myData.copy')}
        </Button>
      </View>
      <View className="my-data__button">
        <Button id="delete-data" kind="plain" onPress={() => void deleteAll()}>
          {t('myData.delete')}
        </Button>
      </View>
    </View>
  );
});
