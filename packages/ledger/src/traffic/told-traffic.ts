import type { Traffic } from './traffic.ts';

/** What an event says of it. */
export function toldTraffic({ version, mode, percent, rules, state, reason }: Traffic) {
  return { version, mode, percent, rules, state, ...(reason && { reason }) };
}
