import Taro from '@tarojs/taro';
import { joinBase64 } from './base64';
import type { ChosenFile, PhoneFiles } from './types';

export const weChatFiles: PhoneFiles = {
  async choosePhotos(most) {
    try {
      const { tempFiles } = await Taro.chooseMedia({
        count: most,
        mediaType: ['image'],
        sourceType: ['album', 'camera'],
        sizeType: ['compressed'],
      });
      return tempFiles.map(({ tempFilePath, size }) => toChosen(tempFilePath, size, 'photo'));
    } catch {
      // Dismissed or refused.
      return [];
    }
  },
  async chooseDocuments(most) {
    try {
      const { tempFiles } = await Taro.chooseMessageFile({ count: most, type: 'file', extension: ['pdf'] });
      return tempFiles.map(({ path, size, name }) => ({ ...toChosen(path, size, 'document'), name }));
    } catch {
      return [];
    }
  },
  canChooseDocuments: true,
  keep: (name, _mediaType, parts) =>
    new Promise((resolve, reject) => {
      const filePath = `${wx.env.USER_DATA_PATH}/${name}`;
      wx.getFileSystemManager().writeFile({
        filePath,
        data: joinBase64(parts),
        encoding: 'base64',
        success: () => resolve(filePath),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
    }),
  drop(path) {
    wx.getFileSystemManager().unlink({ filePath: path, fail: () => undefined });
  },
  async showDocument(path) {
    await Taro.openDocument({ filePath: path, fileType: 'pdf', showMenu: false });
  },
};

function toChosen(path: string, bytes: number, kind: ChosenFile['kind']): ChosenFile {
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    bytes,
    path,
    kind,
    read: (offset, length) =>
      new Promise((resolve, reject) => {
        wx.getFileSystemManager().readFile({
          filePath: path,
          encoding: 'base64',
          position: offset,
          // WeChat refuses to read beyond the end.
          length: Math.min(length, bytes - offset),
          success: ({ data }) => resolve(String(data)),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        });
      }),
  };
}
