import { type Paint, painter } from './paint.ts';

/** Where a command speaks: results on stdout, everything about the way there on stderr. */
export interface Say {
  readonly line: (text?: string) => void;
  readonly json: (value: unknown) => void;
  readonly warn: (message: string) => void;
  readonly note: (message: string) => void;
  readonly paint: Paint;
}

/** More than these are not read; the count tells of the rest. */
const mostRemarks = 5;

/** With `json` set, one document is all that stdout gets. */
export function speaker(options: { readonly json: boolean }): Say {
  const paint = painter(process.stdout);
  const aside = painter(process.stderr);
  return {
    line: (text = '') => {
      if (!options.json) process.stdout.write(`${text}\n`);
    },
    json: (value) => {
      process.stdout.write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0)}\n`);
    },
    warn: (message) => {
      process.stderr.write(`${aside('yellow', 'warning')}  ${message}\n`);
    },
    note: (message) => {
      if (!options.json) process.stderr.write(`${aside('dim', `note     ${message}`)}\n`);
    },
    paint,
  };
}

export function remark(say: (message: string) => void, messages: readonly string[]): void {
  for (const message of messages.slice(0, mostRemarks)) say(message);
  if (messages.length > mostRemarks) say(`And ${messages.length - mostRemarks} more.`);
}
