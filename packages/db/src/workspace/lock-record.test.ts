import { describe, expect, test } from 'vitest';
import { isAlive, silentMs } from './lock-record.ts';
import type { ProcessIdentity } from './process-identity.ts';

const self: ProcessIdentity = { pid: 10, ticks: '100', boot: 'today', pidNamespace: 'pid:[1]' };
const holder: ProcessIdentity = { ...self, pid: 7, ticks: '50' };
const portable = { ticks: null, boot: null, pidNamespace: null };

describe('a lock counts as held', () => {
  test.each<[string, ProcessIdentity, ProcessIdentity | null, ProcessIdentity | null, number, boolean]>([
    ['by the process that took it', holder, self, holder, 0, true],
    ['however long it has been silent', holder, self, holder, 1e9, true],
    ['not by a process that has ended', holder, self, null, 0, false],
    ['not by another with the same number', holder, self, { ...holder, ticks: '51' }, 0, false],
    ['not after a restart of the machine', { ...holder, boot: 'yesterday' }, self, holder, silentMs, false],
    [
      'by another container that beats',
      { ...holder, pidNamespace: 'pid:[2]' },
      self,
      null,
      silentMs - 1,
      true,
    ],
    [
      'not by another container that is silent',
      { ...holder, pidNamespace: 'pid:[2]' },
      self,
      holder,
      silentMs,
      false,
    ],
    [
      'by a number alone where the system says no more',
      { pid: 7, ...portable },
      { pid: 10, ...portable },
      { pid: 7, ...portable },
      1e9,
      true,
    ],
  ])('%s', (_, record, us, there, silence, alive) => {
    expect(isAlive(record, us, there, silence)).toBe(alive);
  });
});
