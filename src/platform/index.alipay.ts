import Taro from '@tarojs/taro';
import { sendByHttp } from './httpSending';
import type { Platform } from './types';

export const platform: Platform = {
  send: sendByHttp,
  async login() {
    // Taro maps this to my.getAuthCode with the silent scope auth_base.
    const { code } = await Taro.login();
    return { channel: 'alipay', code };
  },
  rememberLogin: (name) => ({ channel: 'alipay', code: name }),
  openLocation({ name, address, longitude, latitude }) {
    // Alipay wants degrees as text, and refuses a place without a name or an address.
    my.openLocation({ name, address, longitude: String(longitude), latitude: String(latitude) });
  },
  canAddToCalendar: false,
  addToCalendar: () => Promise.reject(new Error('Alipay has no calendar for mini-programs.')),
  drawsTitle: true,
  canShare: true,
  prefersDark: () => false,
  prefersLargeType: () => (my.getSystemInfoSync().fontSizeSetting ?? 16) >= 20,
  prefersEnglish: () => /^en/.test(my.getSystemInfoSync().language ?? ''),
};
