import { predict } from './server-process.ts';

/** The share of texts that two servers answer with the same label: whether they do the same work at all. */
export async function agreement(urls: readonly [string, string], texts: readonly string[]): Promise<number> {
  let same = 0;
  for (const text of texts) {
    const [one, other] = await Promise.all(urls.map((url) => predict(url, text)));
    if (one !== null && other !== null && one.label === other.label) same++;
  }
  return same / texts.length;
}
