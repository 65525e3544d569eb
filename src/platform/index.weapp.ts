import Taro from '@tarojs/taro';
import { env } from '../env';
import { sendByHttp } from './httpSending';
import { type Platform, type Sending, Unreachable } from './types';
import { weChatFiles } from './weChatFiles';

const callsCloud = env.cloudEnvironment !== '';

if (callsCloud) Taro.cloud.init({ env: env.cloudEnvironment, traceUser: true });

export const platform: Platform = {
  send: callsCloud ? sendByCloud : sendByHttp,
  saysWhoCalls: callsCloud,
  async login() {
    const { code } = await Taro.login();
    return { channel: 'wechat', code };
  },
  rememberLogin: (name) => ({ channel: 'wechat', code: name }),
  demoStaff: undefined,
  openLocation({ name, address, longitude, latitude }) {
    Taro.openLocation({ name, address, longitude, latitude, scale: 16 }).catch(() => undefined);
  },
  // A map app opens from here only at degrees, which nobody has verified: the name is what can be searched for.
  searchMap: ({ name }) => copy(name),
  locate: () =>
    // Roughly is enough to find a hall, and needs the weaker of WeChat's two permissions. It has no promise form.
    new Promise((resolve) => {
      wx.getFuzzyLocation({
        type: 'gcj02',
        success: ({ longitude, latitude }) => resolve({ kind: 'found', longitude, latitude }),
        fail: ({ errMsg }) => resolve({ kind: /auth|deny|denied/.test(errMsg) ? 'refused' : 'unavailable' }),
      });
    }),
  canChoosePlace: true,
  async choosePlace() {
    try {
      const { longitude, latitude } = await Taro.chooseLocation({});
      return { kind: 'found', longitude: Number(longitude), latitude: Number(latitude) };
    } catch {
      return { kind: 'refused' };
    }
  },
  canScan: true,
  async scanCode() {
    try {
      return (await Taro.scanCode({ scanType: ['qrCode'], onlyFromCamera: true })).result;
    } catch {
      // Dismissed, or WeChat itself may not use the camera. WeChat wants no permission of the app for this.
      return undefined;
    }
  },
  giveText: ({ text }) => copy(text),
  watchNetwork: (listener) => Taro.onNetworkStatusChange(({ isConnected }) => listener(isConnected)),
  files: weChatFiles,
  canAddToCalendar: true,
  async addToCalendar({ title, place, startsAt, endsAt }) {
    await Taro.addPhoneCalendar({
      title,
      location: place,
      startTime: Math.floor(startsAt.getTime() / 1000),
      endTime: String(Math.floor(endsAt.getTime() / 1000)),
      alarm: true,
      alarmOffset: 7_200,
    });
  },
  messageChannel: 'wechat',
  async askForMessages(templates) {
    try {
      // WeChat answers for each template by its name: accept, reject, ban or filter.
      const answer = (await Taro.requestSubscribeMessage({
        tmplIds: [...templates],
        entityIds: [],
      })) as unknown as Record<string, string>;
      return templates.filter((template) => answer[template] === 'accept');
    } catch {
      // The person has switched messages off, or did not tap.
      return [];
    }
  },
  // Pages are told by the phone.
  watchSight: () => () => undefined,
  tabs: undefined,
  drawsTitle: true,
  canShare: true,
  prefersDark: () => Taro.getAppBaseInfo().theme === 'dark',
  prefersLargeType: () => (wx.getAppBaseInfo().fontSizeSetting ?? 16) >= 20,
  prefersEnglish: () => Taro.getAppBaseInfo().language.startsWith('en'),
};

async function copy(text: string): Promise<'copied' | 'failed'> {
  try {
    await Taro.setClipboardData({ data: text });
    return 'copied';
  } catch {
    return 'failed';
  }
}

async function sendByCloud({ room, ...data }: Sending): Promise<unknown> {
  try {
    const { result } = await Taro.cloud.callFunction({ name: room, data });
    return result;
  } catch (error) {
    throw new Unreachable((error as { errMsg?: string }).errMsg ?? 'no answer');
  }
}
