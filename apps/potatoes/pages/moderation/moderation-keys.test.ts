import { describe, expect, it } from 'vitest';
import { moderationMove } from './moderation-keys.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('moderating by keyboard', () => {
  it.each([
    ['j goes to the first', 'j', -1, 3, { kind: 'focus', index: 0 }],
    ['j goes on', 'j', 0, 3, { kind: 'focus', index: 1 }],
    ['j stays on the last', 'j', 2, 3, { kind: 'focus', index: 2 }],
    ['k goes back', 'k', 2, 3, { kind: 'focus', index: 1 }],
    ['k stays on the first', 'k', 0, 3, { kind: 'focus', index: 0 }],
    ['a shows the one in focus', 'a', 1, 3, { kind: 'approve', index: 1 }],
    ['r removes the one in focus', 'r', 1, 3, { kind: 'remove', index: 1 }],
    ['nothing is removed without focus', 'r', -1, 3, null],
    ['nothing is done with nothing', 'j', -1, 0, null],
    ['other keys are the browser’s', 'Tab', 1, 3, null],
  ] as const)('%s', (_title, key, at, count, move) => {
    expect(moderationMove(press(key), at, count)).toEqual(move);
  });

  it('leaves Ctrl+R to the browser', () => {
    expect(moderationMove(press('r', { ctrlKey: true }), 1, 3)).toBeNull();
  });
});
