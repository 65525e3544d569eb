import fc from 'fast-check';
import { networkOf } from './networkOf';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
])('counts %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it('counts every address of one /64 as one caller, and of another as another', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  const four = fc.tuple(group, group, group, group);
  const write = (groups: readonly number[]) => groups.map((each) => each.toString(16)).join(':');
  fc.assert(
    fc.property(four, four, four, (network, one, other) => {
      fc.pre(network.some((each) => each !== 0));
      const [a, b] = [write([...network, ...one]), write([...network, ...other])];
      expect(networkOf(a)).toBe(networkOf(b.toUpperCase()));
      const [first = 0, ...rest] = network;
      expect(networkOf(write([first ^ 1, ...rest, ...one]))).not.toBe(networkOf(a));
    }),
  );
});
