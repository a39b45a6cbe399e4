import type { LabelItem, LabelsState } from '@verdict/api';
import { expect, test } from 'vitest';
import {
  decide,
  dropped,
  emptyQueue,
  type LabelQueue,
  returned,
  sent,
  stateAfter,
  taken,
} from './label-queue.ts';

const item = (id: string) => ({ id }) as LabelItem;
const shown = ({ items, decided, sending }: LabelQueue) => ({
  items: items.map(({ id }) => id),
  decided: decided.map(({ item: { id }, label }) => [id, label]),
  sending,
});
const queue = taken(emptyQueue, ['a', 'b', 'c'].map(item));

test('a label goes on to the next at once', () => {
  expect(shown(decide(queue, 'good'))).toEqual({
    items: ['b', 'c'],
    decided: [['a', 'good']],
    sending: ['a'],
  });
  expect(decide(emptyQueue, 'good')).toBe(emptyQueue);
});

test('what the server gives once more is not asked once more', () => {
  const after = decide(queue, 'good');
  expect(shown(taken(after, ['a', 'b', 'd'].map(item))).items).toEqual(['b', 'c', 'd']);
});

test('what could not be sent is before one again', () => {
  const after = decide(decide(queue, 'good'), null);
  expect(shown(returned(after, item('a')))).toEqual({
    items: ['a', 'c'],
    decided: [['b', null]],
    sending: ['b'],
  });
});

test('what is on record is waited for no longer', () => {
  expect(shown(sent(decide(queue, 'good'), 'a')).sending).toEqual([]);
});

test('what is gone is neither asked nor gone back to', () => {
  expect(shown(dropped(decide(queue, 'good'), 'a'))).toEqual({ items: ['b', 'c'], decided: [], sending: [] });
});

test('of many decisions the newest can be gone back to', () => {
  let many = taken(
    emptyQueue,
    Array.from({ length: 80 }, (_, n) => item(String(n))),
  );
  for (let n = 0; n < 80; n++) many = decide(many, 'good');
  expect(many.decided).toHaveLength(50);
  expect(many.decided.at(-1)?.item.id).toBe('79');
});

test('what was decided since is waited for no longer, and counted as done', () => {
  const state = {
    waiting: { disputed: 1, shadow: 0, unsure: 1000 },
    most_counted: 1000,
    mine_today: 4,
  } as LabelsState;
  const decided = (why: LabelItem['why'], label: string | null) => ({
    item: { id: why, why } as LabelItem,
    label,
  });
  const after = stateAfter(state, [
    decided('disputed', 'good'),
    decided('unsure', 'good'),
    decided('shadow', null),
  ]);
  expect(after).toMatchObject({ waiting: { disputed: 0, shadow: 0, unsure: 1000 }, mine_today: 6 });
});
