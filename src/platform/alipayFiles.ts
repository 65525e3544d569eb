import { bytesOfBase64, joinBase64, partOfBase64 } from './base64';
import type { ChosenFile, PhoneFiles } from './types';

interface PickedDocument {
  readonly apFilePath: string;
  readonly fileName?: string;
}

/** Alipay's own documentation has it (since 1.13); its typings do not. */
type DocumentPicker = (options: {
  readonly success: (picked: PickedDocument) => void;
  readonly fail: () => void;
}) => void;

const pickDocument = (my as { readonly chooseFileFromDisk?: DocumentPicker }).chooseFileFromDisk;

export const alipayFiles: PhoneFiles = {
  async choosePhotos(most) {
    const paths = await new Promise<readonly string[]>((resolve) => {
      my.chooseImage({
        count: most,
        sizeType: ['compressed'],
        sourceType: ['camera', 'album'],
        success: ({ tempFilePaths, apFilePaths }) => resolve(tempFilePaths ?? apFilePaths),
        fail: () => resolve([]),
      });
    });
    return Promise.all(paths.map((path) => toChosen(path, nameOf(path), 'photo')));
  },
  async chooseDocuments() {
    const picked = await new Promise<PickedDocument | undefined>((resolve) => {
      if (pickDocument === undefined) return resolve(undefined);
      pickDocument({ success: resolve, fail: () => resolve(undefined) });
    });
    if (picked === undefined) return [];
    const { apFilePath, fileName } = picked;
    return [await toChosen(apFilePath, fileName ?? nameOf(apFilePath), 'document')];
  },
  canChooseDocuments: pickDocument !== undefined,
  keep: (name, _mediaType, parts) =>
    new Promise((resolve, reject) => {
      const filePath = `${my.env.USER_DATA_PATH}/${name}`;
      my.getFileSystemManager().writeFile({
        filePath,
        data: joinBase64(parts),
        encoding: 'base64',
        success: () => resolve(filePath),
        fail: ({ errorMessage }) => reject(new Error(errorMessage)),
      });
    }),
  drop(path) {
    my.getFileSystemManager().unlink({ filePath: path, fail: () => undefined });
  },
  showDocument: (path) =>
    new Promise((resolve, reject) => {
      my.openDocument({
        filePath: path,
        fileType: 'pdf',
        success: () => resolve(),
        fail: ({ errorMessage }) => reject(new Error(errorMessage)),
      });
    }),
};

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Alipay neither says how large a file is nor reads a part of one: it is read once and taken apart here. */
async function toChosen(path: string, name: string, kind: ChosenFile['kind']): Promise<ChosenFile> {
  const whole = await readWhole(path).catch(() => '');
  return {
    name,
    bytes: bytesOfBase64(whole),
    path,
    kind,
    read: async (offset, length) => partOfBase64(whole, offset, length),
  };
}

function readWhole(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    my.getFileSystemManager().readFile({
      filePath: path,
      encoding: 'base64',
      success: ({ data }) => resolve(String(data)),
      fail: ({ errorMessage }) => reject(new Error(errorMessage)),
    });
  });
}
