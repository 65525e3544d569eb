import { Text, View } from '@tarojs/components';
import Taro, { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Line } from '../../components/Line';
import { go, switchTo } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { dressTabs } from '../../screen/tabs';
import { MessagesStore } from '../../stores/MessagesStore';
import { themes } from '../../stores/SettingsStore';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** Someone looks after their people, or makes the app easier to read. */
export default observer(function MePage() {
  const stores = useStores();
  const { city, settings, session } = stores;
  const { t } = settings;
  const messages = stores.part(MessagesStore);
  const hotline = city.city.value?.city.hotline ?? '12367';
  useDidShow(() => {
    void city.ensure();
    // A phone knows who holds it; on the web nobody is asked for a name because of a number on a line.
    const known = session.signedIn || stores.platform.messageChannel !== undefined;
    if (known && !session.away) void messages.load();
  });
  return (
    <Screen title="me.title">
      <Line
        id="go-messages"
        text={t('me.messages')}
        {...(messages.unread === 0 ? {} : { value: t('me.unread', { count: messages.unread }) })}
        onPress={() => go('messages')}
      />
      <Line id="go-people" text={t('me.people')} onPress={() => go('people')} />
      <Line
        id="go-documents"
        text={t('me.documents')}
        hint={t('me.documentsHint')}
        onPress={() => go('documents')}
      />
      <Line
        id="go-requests"
        text={t('me.requests')}
        hint={t('me.requestsHint')}
        onPress={() => go('requests')}
      />
      <Line id="go-service" text={t('me.service')} onPress={() => go('service')} />
      <Line
        id="go-standing"
        text={t('me.standing')}
        hint={t('me.standingHint')}
        onPress={() => go('standing')}
      />
      <Line id="go-my-data" text={t('me.myData')} hint={t('me.myDataHint')} onPress={() => go('my-data')} />
      <Line id="go-halls" text={t('me.halls')} onPress={() => go('halls')} />
      <Line
        id="elder"
        text={t('me.elder')}
        hint={t('me.elderHint')}
        value={t(settings.elder ? 'me.on' : 'me.off')}
        onPress={() => settings.switchElder()}
      />
      <Line
        id="language"
        text={t('me.language')}
        value={settings.language === 'en' ? 'English' : '中文'}
        onPress={() => {
          settings.switchLanguage();
          dressTabs(settings);
          void Taro.setNavigationBarTitle({ title: settings.t('me.title') });
        }}
      />
      <Card>
        <View className="me__label">{t('me.theme')}</View>
        <View className="wrap">
          {themes.map((theme) => (
            <Chip
              key={theme}
              id={`theme-${theme}`}
              text={t(`me.theme.${theme}`)}
              chosen={settings.theme === theme}
              onPress={() => {
                settings.chooseTheme(theme);
                dressTabs(settings);
              }}
            />
          ))}
        </View>
      </Card>
      <Line
        id="hotline"
        text={t('me.hotline')}
        hint={t('me.hotlineHint')}
        value={hotline}
        onPress={() => void Taro.makePhoneCall({ phoneNumber: hotline })}
      />
      <View className="me__about hint">{t('me.about')}</View>
      <Text id="go-desk" className="link me__staff" ariaRole="button" onClick={() => go('desk')}>
        {t('me.staff')}
      </Text>
      {session.signedIn ? (
        <Button
          id="sign-out"
          kind="plain"
          onPress={() => {
            stores.signOut();
            switchTo('home');
          }}
        >
          {t('me.signOut')}
        </Button>
      ) : null}
    </Screen>
  );
});
