import { ServerError } from './errors.ts';

interface Fault {
  readonly keyword?: string;
  readonly instancePath?: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A field's name comes from the caller: what is repeated of it is bounded. */
const longestName = 60;

/** The first thing that is wrong, where, and what would be right. */
export function schemaError(faults: readonly Fault[], part: string): ServerError {
  const unknown = faults.find(({ keyword }) => keyword === 'additionalProperties');
  const names = unknown?.params?.additionalProperties;
  if (Array.isArray(names)) {
    return invalid(
      `The ${part} has a field ${quoted(String(names[0]))} that is not known here; leave it out.`,
    );
  }
  const [{ instancePath = '', message = 'is not what its schema says' } = {}] = faults;
  const place = instancePath === '' ? `The ${part}` : `The ${part}’s ${quoted(instancePath.slice(1))}`;
  const choices = choicesAt(instancePath, faults);
  return invalid(choices === '' ? `${place} ${message}.` : `${place} must be one of ${choices}.`);
}

/** A field of several constants has a fault a constant, and none of them names it. */
function choicesAt(place: string, faults: readonly Fault[]): string {
  return faults
    .filter(({ keyword, instancePath }) => keyword === 'const' && instancePath === place)
    .map(({ params }) => JSON.stringify(params?.allowedValue))
    .join(', ');
}

function invalid(message: string): ServerError {
  return new ServerError('REQUEST_INVALID', message);
}

function quoted(name: string): string {
  return JSON.stringify(name.length > longestName ? `${name.slice(0, longestName)}…` : name);
}
