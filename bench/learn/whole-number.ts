import { BenchRefusal } from './refusal.ts';

/** The value of an option, as a whole number in its bounds. */
export function wholeNumber(name: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new BenchRefusal(`${name} is "${value}"; give a whole number from ${least} to ${most}.`);
}
