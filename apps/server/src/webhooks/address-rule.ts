import { BlockList, isIP } from 'node:net';

/** Everything that is not the public internet, as IANA's special-purpose registries have it. */
const special4 = [
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
/** The one range that is given out; of it, what names an IPv4 address in other clothes, or nobody. */
const global6 = '2000::/3';
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const blocked4 = listOf('ipv4', special4);
const given6 = listOf('ipv6', [global6]);
const blocked6 = listOf('ipv6', special6);

/** Whether an address is of the public internet: what a server may be asked to call without lending out its network. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !blocked4.check(address, 'ipv4');
  // A zone, as in fe80::1%eth0, is of a link and never public.
  if (family !== 6 || address.includes('%')) return false;
  return given6.check(address, 'ipv6') && !blocked6.check(address, 'ipv6');
}

function listOf(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net, bits] = range.split('/');
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}
