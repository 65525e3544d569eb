import type { Platform } from '../../program';
import type { Launch } from '../launch';
import { Failure, later, type Options } from './calls';

/** Where an app may write. */
export const USER_FOLDER = 'http://usr';
const TEMPORARY_FOLDER = 'http://tmp';

export interface PhoneFile {
  readonly name: string;
  readonly path: string;
  readonly size: number;
}

export interface FileSystem {
  /** What the person chooses, at most so many; a `Failure` when there is nothing or they give up. */
  choose(kind: 'photo' | 'document', most: number): readonly PhoneFile[];
  /** Opens the phone's own reader. */
  showDocument(path: string): void;
  /** What `getFileSystemManager` gives. */
  readonly manager: Readonly<Record<string, unknown>>;
}

/** Bytes by path, in base64. */
const contents = new Map<string, string>();

/** The address at which the browser shows a file of the phone. */
export function addressOf(path: string): string {
  const content = contents.get(path);
  return content === undefined ? path : `data:application/octet-stream;base64,${content}`;
}

export function createFileSystem(platform: Platform, chosen: Launch['filesToChoose']): FileSystem {
  const read = (path: unknown) => {
    const content = contents.get(String(path));
    if (content === undefined)
      throw new Failure(`no such file or directory, open ${path}`, { code: 1300002 });
    return content;
  };
  const answers = {
    readFile: ({ filePath, encoding, position, length }: Options) => {
      wantBase64(encoding);
      const bytes = atob(read(filePath));
      const from = Number(position ?? 0);
      const count = Number(length ?? bytes.length - from);
      // Alipay's reader knows no parts; WeChat's refuses to read beyond the end.
      if (platform === 'alipay' && (position !== undefined || length !== undefined))
        throw new Failure('no parts');
      if (from + count > bytes.length) throw new Failure('the value of "length" is out of range');
      return { data: btoa(bytes.slice(from, from + count)), dataType: 'base64' };
    },
    writeFile: ({ filePath, data, encoding }: Options) => {
      wantBase64(encoding);
      const path = String(filePath);
      if (!path.startsWith(`${USER_FOLDER}/`)) throw new Failure(`permission denied, open ${path}`);
      contents.set(path, String(data));
    },
    unlink: ({ filePath }: Options) => {
      read(filePath);
      contents.delete(String(filePath));
    },
  };
  return {
    choose(kind, most) {
      const files = chosen
        .filter(({ name }) => /\.(jpe?g|png)$/.test(name) === (kind === 'photo'))
        .slice(0, most)
        .map(({ name, content }) => {
          const path = `${TEMPORARY_FOLDER}/${name}`;
          contents.set(path, content);
          return { name, path, size: atob(content).length };
        });
      if (files.length === 0) throw new Failure('cancel', { code: 11 });
      return files;
    },
    showDocument: (path) => void read(path),
    manager: Object.fromEntries(
      Object.entries(answers).map(([api, answer]) => [api, later(platform, api, answer)]),
    ),
  };
}

function wantBase64(encoding: unknown): void {
  if (encoding !== 'base64') throw new Failure('the host reads and writes base64 only');
}
