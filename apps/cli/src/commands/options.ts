import { Refusal } from '@verdict/engine';

/** "--holdout": a share of the rows, 0 for none. */
export function parseHoldout(text: string): number {
  const value = numberOf(text);
  if (value >= 0 && value < 1) return value;
  throw new Refusal(
    `--holdout is ${JSON.stringify(text)}; give the share of rows to hold out, from 0 to below 1, such as 0.2.`,
  );
}

export function parseSeed(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Refusal(`--seed is ${JSON.stringify(text)}; give a whole number, such as 42.`);
}

/** More threads than this are more than any machine that this runs on has cores. */
const mostThreads = 256;

export function parseThreads(text: string): number {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= mostThreads) return value;
  throw new Refusal(`--threads is ${JSON.stringify(text)}; give a whole number from 1 to ${mostThreads}.`);
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  kib: 2 ** 10,
  m: 1e6,
  mb: 1e6,
  mib: 2 ** 20,
  g: 1e9,
  gb: 1e9,
  gib: 2 ** 30,
};

/** "4MB" in bytes. */
export function parseSize(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const bytes = Math.floor(numberOf(amount ?? '') * (units[(unit ?? '').toLowerCase()] ?? Number.NaN));
  if (bytes > 0) return bytes;
  throw new Refusal(
    `--size is ${JSON.stringify(text)}; give the largest file you want, such as 4MB or 800kB.`,
  );
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** More than this is no longer read; --json with a script pages better. */
const mostListed = 10_000;

export function parseLimit(text = '20'): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= mostListed) return value;
  throw new Refusal(`--limit is ${JSON.stringify(text)}; give a whole number from 1 to ${mostListed}.`);
}
