/** What the QR code at a hall's entrance says, and of which hall. */
export interface EntranceCode {
  readonly hall: string;
  readonly code: string;
}

const CODE = /EEB\d+\.hall-([a-z][a-z0-9-]{1,30})\.[A-Za-z0-9_-]{16,64}/;

/**
 * The entrance code in a scanned text or in a link that carries it, encoded or not; null when there is none. Whether
 * the code is genuine and of today, only the service can say.
 */
export function readEntranceCode(text: string): EntranceCode | null {
  const [code, hall] = CODE.exec(decoded(text)) ?? [];
  return code === undefined || hall === undefined ? null : { hall, code };
}

/** A link in a link is encoded twice. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(text));
  } catch {
    return text;
  }
}
