import Taro from '@tarojs/taro';
import { alipayFiles } from './alipayFiles';
import { sendByHttp } from './httpSending';
import type { Platform } from './types';

/** No permission (11), refused now (2001) or for good (2002 to 2004). */
const REFUSED = new Set([11, 2001, 2002, 2003, 2004]);

export const platform: Platform = {
  send: sendByHttp,
  saysWhoCalls: false,
  async login() {
    // Taro maps this to my.getAuthCode with the silent scope auth_base.
    const { code } = await Taro.login();
    return { channel: 'alipay', code };
  },
  rememberLogin: (name) => ({ channel: 'alipay', code: name }),
  demoStaff: undefined,
  openLocation({ name, address, longitude, latitude }) {
    // Alipay wants degrees as text, and refuses a place without a name or an address.
    my.openLocation({ name, address, longitude: String(longitude), latitude: String(latitude) });
  },
  // A map app opens from here only at degrees, which nobody has verified: the name is what can be searched for.
  searchMap: ({ name }) => copy(name),
  locate: () =>
    new Promise((resolve) => {
      my.getLocation({
        type: 0,
        // Degrees come as text.
        success: ({ longitude, latitude }) =>
          resolve({ kind: 'found', longitude: Number(longitude), latitude: Number(latitude) }),
        fail: ({ error }) => resolve({ kind: REFUSED.has(Number(error)) ? 'refused' : 'unavailable' }),
      });
    }),
  canChoosePlace: true,
  choosePlace: () =>
    new Promise((resolve) => {
      my.chooseLocation({
        success: ({ longitude, latitude }) =>
          resolve({ kind: 'found', longitude: Number(longitude), latitude: Number(latitude) }),
        fail: () => resolve({ kind: 'refused' }),
      });
    }),
  canScan: true,
  scanCode: () =>
    new Promise((resolve) => {
      // Taro's scanCode sends the parameters of an older my.scan, and promises a result where Alipay gives a code.
      my.scan({
        scanType: ['qrCode'],
        hideAlbum: true,
        success: ({ code }) => resolve(code),
        fail: () => resolve(undefined),
      });
    }),
  giveText: ({ text }) => copy(text),
  watchNetwork: (listener) => Taro.onNetworkStatusChange(({ isConnected }) => listener(isConnected)),
  files: alipayFiles,
  canAddToCalendar: false,
  addToCalendar: () => Promise.reject(new Error('Alipay has no calendar for mini-programs.')),
  messageChannel: 'alipay',
  askForMessages: (templates) =>
    new Promise((resolve) => {
      my.requestSubscribeMessage({
        entityIds: [...templates],
        success: ({ behavior, result }) => {
          const chosen = result?.subscribedEntityIds ?? [];
          resolve(behavior === 'subscribe' ? templates.filter((template) => chosen.includes(template)) : []);
        },
        fail: () => resolve([]),
      });
    }),
  // Pages are told by the phone.
  watchSight: () => () => undefined,
  tabs: undefined,
  drawsTitle: true,
  canShare: true,
  prefersDark: () => false,
  prefersLargeType: () => (my.getSystemInfoSync().fontSizeSetting ?? 16) >= 20,
  prefersEnglish: () => /^en/.test(my.getSystemInfoSync().language ?? ''),
};

async function copy(text: string): Promise<'copied' | 'failed'> {
  try {
    await Taro.setClipboardData({ data: text });
    return 'copied';
  } catch {
    return 'failed';
  }
}
