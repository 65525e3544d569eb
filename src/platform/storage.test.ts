import Taro from '@tarojs/taro';
import { phoneStorage } from './storage';

// Taro is the phone: it cannot be loaded outside one.
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: { getStorageSync: jest.fn(), setStorageSync: jest.fn(), removeStorageSync: jest.fn() },
}));

const taro = jest.mocked(Taro);

describe('what stays on the phone', () => {
  it('is read as it was written; what is not there is undefined, whatever the phone calls it', () => {
    taro.getStorageSync
      .mockReturnValueOnce({ service: 'passport' })
      .mockReturnValueOnce('')
      .mockReturnValueOnce(null);

    expect(phoneStorage.read('last-search')).toEqual({ service: 'passport' });
    expect(phoneStorage.read('nothing')).toBeUndefined();
    expect(phoneStorage.read('nothing')).toBeUndefined();
  });

  it('is comfort only: a phone that is full or forbids it stops nothing', () => {
    const full = () => {
      throw new Error('exceed storage limit');
    };
    taro.getStorageSync.mockImplementationOnce(full);
    taro.setStorageSync.mockImplementationOnce(full);
    taro.removeStorageSync.mockImplementationOnce(full);

    expect(phoneStorage.read('key')).toBeUndefined();
    expect(() => phoneStorage.write('key', 1)).not.toThrow();
    expect(() => phoneStorage.remove('key')).not.toThrow();
  });
});
