import { Refusal } from '@verdict/engine';

/** More transfers than this at the same time only get in each other's way. */
const mostJobs = 256;

export function parseJobs(text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= mostJobs) return value;
  throw new Refusal(`--jobs is ${JSON.stringify(text)}; give a whole number from 1 to ${mostJobs}.`);
}
