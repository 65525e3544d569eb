import Taro from '@tarojs/taro';
import { wgs84ToGcj02 } from '../../domain/geo/gcj02';
import { toICalendar } from './calendarFile';
import { cameraReadsCodes, scanWithCamera } from './cameraScanning';
import { sendByHttp } from './httpSending';
import type { LoginCode, Platform } from './types';
import { webFiles } from './webFiles';

const LOGIN_KEY = 'web-login';

export const platform: Platform = {
  send: sendByHttp,
  saysWhoCalls: false,
  async login() {
    const asked = new URLSearchParams(window.location.search).get('demo');
    const name = asked ?? (Taro.getStorageSync(LOGIN_KEY) || null);
    return typeof name === 'string' ? toCode(name) : null;
  },
  rememberLogin(name) {
    Taro.setStorageSync(LOGIN_KEY, name);
    return toCode(name);
  },
  demoStaff: (post) => ({ channel: 'web', code: `demo-staff:${post}` }),
  openLocation({ name, longitude, latitude }) {
    const query = `position=${longitude},${latitude}&name=${encodeURIComponent(name)}&coordinate=gaode&callnative=1`;
    window.open(`https://uri.amap.com/marker?${query}`, '_blank', 'noopener');
  },
  async searchMap({ name, city }) {
    const query = `keyword=${encodeURIComponent(name)}&city=${encodeURIComponent(city)}&callnative=1`;
    window.open(`https://uri.amap.com/search?${query}`, '_blank', 'noopener');
    return 'opened';
  },
  locate: () =>
    new Promise((resolve) => {
      if (!('geolocation' in navigator)) return resolve({ kind: 'unavailable' });
      navigator.geolocation.getCurrentPosition(
        // The browser gives WGS-84; halls are kept as Chinese maps show them.
        ({ coords: { longitude, latitude } }) =>
          resolve({ kind: 'found', ...wgs84ToGcj02({ longitude, latitude }) }),
        ({ code, PERMISSION_DENIED }) =>
          resolve({ kind: code === PERMISSION_DENIED ? 'refused' : 'unavailable' }),
        { enableHighAccuracy: false, timeout: 8_000, maximumAge: 300_000 },
      );
    }),
  canChoosePlace: false,
  choosePlace: async () => ({ kind: 'unavailable' }),
  canScan: cameraReadsCodes(),
  scanCode: scanWithCamera,
  async giveText({ name, text }) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    return 'saved';
  },
  watchNetwork(listener) {
    window.addEventListener('online', () => listener(true));
    window.addEventListener('offline', () => listener(false));
  },
  files: webFiles,
  canAddToCalendar: true,
  async addToCalendar(event) {
    const link = document.createElement('a');
    link.href = `data:text/calendar;charset=utf-8,${encodeURIComponent(toICalendar(event, new Date()))}`;
    link.download = 'visit.ics';
    link.click();
  },
  messageChannel: undefined,
  askForMessages: async () => [],
  watchSight(turned) {
    const changed = () => turned(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  },
  tabs: {
    // Browsers give locks to pages that came by HTTPS; elsewhere the service gives crossing exchanges one answer.
    exclusively: async (name, work) =>
      navigator.locks === undefined ? work() : await navigator.locks.request(name, work),
    watch(changed) {
      window.addEventListener('storage', ({ key }) => changed(key ?? undefined));
    },
  },
  drawsTitle: false,
  canShare: false,
  prefersDark: () => window.matchMedia('(prefers-color-scheme: dark)').matches,
  prefersLargeType: () => false,
  prefersEnglish: () => navigator.language.startsWith('en'),
};

function toCode(name: string): LoginCode {
  return { channel: 'web', code: `demo:${name}` };
}
