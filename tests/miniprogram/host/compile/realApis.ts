import { readFileSync } from 'node:fs';
import type { Platform } from '../program';

const typings = {
  weapp: {
    file: 'miniprogram-api-typings/types/wx/lib.wx.api.d.ts',
    section: /^ {4}interface Wx \{$[\s\S]*/m,
    name: /^ {8}([a-z]\w*)[(<]/gm,
  },
  alipay: {
    file: '@mini-types/my/types/lib.my.d.ts',
    section: /[\s\S]*/,
    name: /^ {2}export function ([a-z]\w*)[(<]/gm,
  },
} as const;

/** The names of all APIs that the real platform has, read from its own typings. */
export function realApiNames(platform: Platform): readonly string[] {
  const { file, section, name } = typings[platform];
  const [text = ''] = section.exec(readFileSync(require.resolve(file), 'utf8')) ?? [];
  return [...new Set([...text.matchAll(name)].map((match) => match[1] ?? ''))].sort();
}
