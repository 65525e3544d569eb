import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { ReactNode } from 'react';
import type { PlainPhraseKey } from '../i18n/translate';
import { useStores } from '../stores/storeContext';
import { ConsentSheet } from './ConsentSheet';
import { back, isTab } from './navigation';
import { SignInSheet } from './SignInSheet';
import './Screen.scss';

export interface ScreenProps {
  /** A phrase of the main package, or the words themselves where a sub-package brings its own. */
  readonly title: PlainPhraseKey | { readonly words: string };
  /** Leaves room for a bar at the bottom. */
  readonly withBar?: boolean;
  readonly children: ReactNode;
}

/** What every page stands in: the person's language, size and colours, the title, and the sign-in sheet. */
export const Screen = observer(function Screen({ title, withBar = false, children }: ScreenProps) {
  const { settings, session, consent, platform } = useStores();
  const { elder, dark, t } = settings;
  const words = typeof title === 'string' ? t(title) : title.words;
  useDidShow(() => {
    Taro.setNavigationBarTitle({ title: words }).catch(() => undefined);
    const backgroundColor = dark ? '#0f151d' : '#123f73';
    Taro.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor }).catch(() => undefined);
  });
  const scheme = `${elder ? 'screen--elder' : ''} ${dark ? 'screen--dark' : ''}`;
  return (
    <View className={`screen ${scheme} ${withBar ? 'screen--with-bar' : ''}`}>
      {platform.drawsTitle ? null : <TitleBar title={words} />}
      {children}
      {session.asking ? <SignInSheet /> : null}
      {consent.asking ? <ConsentSheet /> : null}
    </View>
  );
});

/** On the web nothing draws a title or a way back but the page itself. */
const TitleBar = observer(function TitleBar({ title }: { title: string }) {
  const { t } = useStores().settings;
  const { path } = useRouter();
  const above = Taro.getCurrentPages().length > 1;
  return (
    <View className="title-bar">
      {isTab(path) ? null : (
        <View
          id="back"
          className={`title-bar__back ${above ? '' : 'title-bar__back--home'}`}
          ariaRole="button"
          ariaLabel={t(above ? 'common.back' : 'tab.home')}
          onClick={back}
        >
          {above ? '‹' : t('tab.home')}
        </View>
      )}
      <Text className="title-bar__title">{title}</Text>
    </View>
  );
});
