import { parsePolicy } from '@verdict/engine';

type Policy = Readonly<Record<string, unknown>>;

/** What is not said is as usual, in the order that suits whoever wrote it down. */
export function samePolicy(one: unknown, other: unknown): boolean {
  const [a, b] = [wholePolicy(one), wholePolicy(other)];
  if (!a || !b) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((field) => a[field] === b[field]);
}

/** Null: an older judge's, with fields that there are no more. */
export function wholePolicy(value: unknown): Policy | null {
  try {
    return { ...parsePolicy(value) };
  } catch {
    return null;
  }
}
