import { isIPv4, isIPv6 } from 'node:net';

/**
 * The part of an address that one subscriber has: an IPv4 address whole, an IPv4 address written as IPv6 as IPv4, of
 * IPv6 the /64, because every subscriber chooses freely within it (RFC 6177). Undefined stays undefined.
 */
export function networkOf(address: string | undefined): string | undefined {
  if (address === undefined || isIPv4(address)) return address;
  const [plain = ''] = address.replace(/^\[|\]$/g, '').split('%');
  if (!isIPv6(plain)) return address;
  const groups = groupsOf(plain);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of a valid IPv6 address, `::` and a dotted end written out. */
function groupsOf(address: string): number[] {
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const hexadecimal =
    dotted === null ? address : address.replace(dotted[0], hexOf(dotted.slice(1).map(Number)));
  const [head = '', tail] = hexadecimal.split('::');
  const parse = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [parse(head), parse(tail ?? '')];
  return tail === undefined
    ? before
    : [...before, ...Array(8 - before.length - after.length).fill(0), ...after];
}

function hexOf([a = 0, b = 0, c = 0, d = 0]: readonly number[]): string {
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}
