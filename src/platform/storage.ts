import Taro from '@tarojs/taro';

/** What stays on this phone. A phone that refuses to store loses comfort, never function. */
export interface Storage {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  remove(key: string): void;
}

export const phoneStorage: Storage = {
  read(key) {
    try {
      return Taro.getStorageSync(key) || undefined;
    } catch {
      return undefined;
    }
  },
  write(key, value) {
    try {
      Taro.setStorageSync(key, value);
    } catch {
      // Full or forbidden: see above.
    }
  },
  remove(key) {
    try {
      Taro.removeStorageSync(key);
    } catch {
      // See above.
    }
  },
};
