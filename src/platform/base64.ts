/** Three bytes are four characters: a part of a file is a part of its base64, when it begins at a multiple of three. */
export function partOfBase64(whole: string, offset: number, length: number): string {
  return whole.slice((offset / 3) * 4, (offset / 3) * 4 + Math.ceil(length / 3) * 4);
}

/** How many bytes a text in base64 stands for. */
export function bytesOfBase64(text: string): number {
  return (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
}

/**
 * Parts of a file put one after the other. Each is base64 of its own: one whose bytes do not end at a multiple of
 * three is filled up with `=`, which may stand at the very end only.
 */
export function joinBase64(parts: readonly string[]): string {
  const inner = parts.slice(0, -1);
  if (inner.every((part) => !part.endsWith('='))) return parts.join('');
  throw new Error('A part of a file ends within three bytes.');
}
