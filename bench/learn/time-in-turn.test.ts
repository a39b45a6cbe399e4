import { expect, it } from 'vitest';
import { timeInTurn } from './time-in-turn.ts';

it('gives the time of one call of either work, batch by batch in turn', () => {
  let clock = 0;
  let calls = 0;
  const order: string[] = [];
  const work = (name: string, takes: number, value: number) => () => {
    clock += takes;
    if (name === 'one') calls++;
    if (order.at(-1) !== name) order.push(name);
    return value;
  };
  const { one, other, sum } = timeInTurn(work('one', 0.25, 2), work('other', 8, 0), () => clock);
  expect(one).toEqual(new Array(15).fill(0.25));
  expect(other).toEqual(new Array(15).fill(8));
  expect(order.slice(-4)).toEqual(['one', 'other', 'one', 'other']);
  expect(sum).toBe(2 * calls);
});
