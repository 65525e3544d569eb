import Taro from '@tarojs/taro';
import type { SettingsStore } from '../stores/SettingsStore';

/** Tabs are drawn by the phone and follow neither the language nor the colours by themselves. */
export function dressTabs({ t, dark }: SettingsStore): void {
  [t('tab.home'), t('tab.mine'), t('tab.me')].forEach((text, index) => {
    Taro.setTabBarItem({ index, text }).catch(() => undefined);
  });
  Taro.setTabBarStyle({
    color: dark ? '#a9b5c3' : '#566273',
    selectedColor: dark ? '#8ab8f0' : '#123f73',
    backgroundColor: dark ? '#19222d' : '#ffffff',
    borderStyle: 'black',
  }).catch(() => undefined);
}
