/** One of a list at a time, the same ones for the same seed: a linear congruential generator is random enough for texts. */
export function pickOf(seed: number): <Item>(items: readonly Item[]) => Item {
  let state = seed >>> 0;
  return (items) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return items[Math.floor((state / 2 ** 32) * items.length)];
  };
}
