import type { ChosenFile, PhoneFiles } from './types';

export const webFiles: PhoneFiles = {
  choosePhotos: (most) => chooseWithInput('image/jpeg,image/png', most, 'photo'),
  chooseDocuments: (most) => chooseWithInput('application/pdf', most, 'document'),
  canChooseDocuments: true,
  async keep(_name, mediaType, parts) {
    const bytes = parts.map((part) => Uint8Array.from(atob(part), (character) => character.charCodeAt(0)));
    return URL.createObjectURL(new Blob(bytes, { type: mediaType }));
  },
  drop: (path) => URL.revokeObjectURL(path),
  async showDocument(path) {
    // A page that was opened after waiting for bytes counts as unasked for, and is blocked.
    const link = document.createElement('a');
    link.href = path;
    link.target = '_blank';
    link.rel = 'noopener';
    link.click();
  },
};

function chooseWithInput(
  accept: string,
  most: number,
  kind: ChosenFile['kind'],
): Promise<readonly ChosenFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = most > 1;
    input.onchange = () =>
      resolve(
        Array.from(input.files ?? [])
          .slice(0, most)
          .map((file) => toChosen(file, kind)),
      );
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

function toChosen(file: File, kind: ChosenFile['kind']): ChosenFile {
  return {
    name: file.name,
    bytes: file.size,
    path: URL.createObjectURL(file),
    kind,
    async read(offset, length) {
      const bytes = new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
  };
}
