/** Which internet addresses are somebody else's server, and which could be a machine of our own. */
import { BlockList, isIPv4 } from 'node:net';

/** IPv4 networks with a special purpose (IANA's registry): private, local, reserved, for examples. */
const SPECIAL_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** All that is public in IPv6: what embeds an IPv4 address (`::ffff:`, `64:ff9b::`) lies outside. */
const GLOBAL_6 = ['2000::/3'];
/** Tunnels, which may lead to any IPv4 address, and networks for protocols and examples. */
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const special4 = networks('ipv4', SPECIAL_4);
const global6 = networks('ipv6', GLOBAL_6);
const special6 = networks('ipv6', SPECIAL_6);

/** `address` is an address as a resolver gives it; whatever else it is, is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special4.check(address, 'ipv4');
  return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

function networks(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
