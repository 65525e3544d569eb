import { Text, View } from '@tarojs/components';
import Taro, { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { go, switchTo } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { dressTabs } from '../../screen/tabs';
import { themes } from '../../stores/SettingsStore';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** Someone looks after their people, or makes the app easier to read. */
export default observer(function MePage() {
  const stores = useStores();
  const { city, settings, session } = stores;
  const { t } = settings;
  const hotline = city.city.value?.city.hotline ?? '12367';
  useDidShow(() => {
    void city.ensure();
  });
  return (
    <Screen title="me.title">
      <Line id="go-people" text={t('me.people')} onPress={() => go('people')} />
      <Line
        id="go-documents"
        text={t('me.documents')}
        hint={t('me.documentsHint')}
        onPress={() => go('documents')}
      />
      <Line id="go-service" text={t('me.service')} onPress={() => go('service')} />
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

interface LineProps {
  readonly id: string;
  readonly text: string;
  readonly hint?: string;
  readonly value?: string;
  readonly onPress: () => void;
}

function Line({ id, text, hint, value = '›', onPress }: LineProps) {
  return (
    <Card id={id} label={`${text} ${value}`} onPress={onPress}>
      <View className="row row--spread">
        <View className="grow">
          <View className="strong">{text}</View>
          {hint === undefined ? null : <View className="hint">{hint}</View>}
        </View>
        <Text className="me__value">{value}</Text>
      </View>
    </Card>
  );
}
