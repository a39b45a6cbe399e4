/** Does the work on each item, so many at the same time; after the first throw nothing new begins. */
export async function inJobs<Item>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      try {
        await work(items[next++]);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const all = await Promise.allSettled(
    Array.from({ length: Math.max(1, Math.min(jobs, items.length)) }, () => worker()),
  );
  const broken = all.find((one) => one.status === 'rejected');
  if (broken) throw broken.reason;
}

/** As many parts of nearly equal length as there are jobs, in order. */
export function inParts<Item>(items: readonly Item[], jobs: number): (readonly Item[])[] {
  const parts = Math.max(1, Math.min(jobs, items.length));
  return Array.from({ length: parts }, (_, at) =>
    items.slice(Math.floor((at * items.length) / parts), Math.floor(((at + 1) * items.length) / parts)),
  );
}
