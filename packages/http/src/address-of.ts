import { isIPv6 } from 'node:net';

/**
 * Whom to count a failure against. An IPv6 customer is given 2^64 addresses or more, so those of one /64 are one; an
 * IPv4 address in IPv6's clothes is itself.
 */
export function addressOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const [address] = ip.toLowerCase().split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (mapped) return mapped[1];
  const [head, tail] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  if (tail === undefined) return network(front);
  const back = tail === '' ? [] : tail.split(':');
  return network([...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back]);
}

function network(groups: readonly string[]): string {
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
