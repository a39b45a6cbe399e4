import { Refusal } from '../refusal.ts';
import { defaultPolicy, type Policy } from './policy.ts';

interface Shape {
  readonly says: string;
  readonly holds: (value: unknown) => boolean;
}

const share: Shape = { says: 'a number from 0 to 1', holds: (value) => isNumber(value, 0, 1) };
const rows: Shape = {
  says: 'a whole number of 1 or more',
  holds: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
};
const flag: Shape = { says: 'true or false', holds: (value) => typeof value === 'boolean' };
const limit: Shape = {
  says: 'a number above 0, or null for no limit',
  holds: (value) => value === null || (isNumber(value, 0, Number.MAX_VALUE) && value !== 0),
};

const shapes: { readonly [Field in keyof Policy]: Shape } = {
  minRows: rows,
  confidence: { says: 'a number from 0.5 to 0.999', holds: (value) => isNumber(value, 0.5, 0.999) },
  accuracyMargin: share,
  refuseSignificantLoss: flag,
  macroF1Margin: share,
  sliceMargin: share,
  sliceMinRows: rows,
  maxEceIncrease: share,
  maxLogLossIncrease: { says: 'a number from 0 to 40', holds: (value) => isNumber(value, 0, 40) },
  allowLostClasses: flag,
  maxSizeBytes: limit,
  maxSizeRatio: limit,
  maxLatencyMs: limit,
  maxLatencyRatio: limit,
};

/** A policy from outside: fields that it names replace the default's; null is the default. Unknown fields are refused. */
export function parsePolicy(value: unknown): Policy {
  if (value === null || value === undefined) return defaultPolicy;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new Refusal('The policy is not an object; give its fields, such as {"accuracyMargin": 0.005}.');
  }
  for (const [field, given] of Object.entries(value)) {
    const shape = Object.hasOwn(shapes, field) ? shapes[field as keyof Policy] : undefined;
    if (!shape) {
      throw new Refusal(
        `The policy has no field ${JSON.stringify(field.slice(0, 60))}; its fields are ${Object.keys(shapes).join(', ')}.`,
      );
    }
    if (!shape.holds(given)) {
      throw new Refusal(`The policy's ${field} is ${shownValue(given)}; give ${shape.says}.`);
    }
  }
  return Object.freeze({ ...defaultPolicy, ...value });
}

function isNumber(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function shownValue(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value)?.slice(0, 60) ?? String(value));
}
