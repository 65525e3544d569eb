import Taro from '@tarojs/taro';
import type { SettingsStore } from '../stores/SettingsStore';

/** Tabs are drawn by the phone and do not follow the language by themselves. */
export function nameTabs({ t }: SettingsStore): void {
  [t('tab.home'), t('tab.mine'), t('tab.me')].forEach((text, index) => {
    Taro.setTabBarItem({ index, text }).catch(() => undefined);
  });
}
