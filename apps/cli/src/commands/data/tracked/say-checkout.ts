import type { CheckoutReport } from '@verdict/dvc';
import { Refusal } from '@verdict/engine';
import { count } from '../../../terminal/numbers.ts';
import type { Say } from '../../../terminal/say.ts';
import { visible } from '../../../terminal/visible.ts';

type Shown = (path: string) => string;

/** More paths than these nobody reads; the numbers tell of the rest. */
const mostPaths = 20;

const kinds = [
  ['added', 'green'],
  ['modified', 'yellow'],
  ['deleted', 'red'],
] as const;

export function checkoutJson(report: CheckoutReport, shown: Shown): object {
  const paths = (of: readonly string[]): readonly string[] => of.map(shown);
  return {
    added: paths(report.added),
    modified: paths(report.modified),
    deleted: paths(report.deleted),
    unchanged: paths(report.unchanged),
    missing: paths(report.missing),
    files_written: report.filesWritten,
    files_removed: report.filesRemoved,
  };
}

export function sayCheckout(say: Say, report: CheckoutReport, shown: Shown): void {
  const changes = kinds.flatMap(([kind, colour]) =>
    report[kind].map((path) => `${say.paint(colour, kind.padEnd(8))}  ${visible(shown(path))}`),
  );
  for (const line of changes.slice(0, mostPaths)) say.line(line);
  if (changes.length > mostPaths) say.line(`And ${count(changes.length - mostPaths)} more.`);
  const { unchanged, missing, filesWritten, filesRemoved } = report;
  const numbers = [
    filesWritten > 0 && `${count(filesWritten)} written`,
    filesRemoved > 0 && `${count(filesRemoved)} removed`,
  ].filter(Boolean);
  if (numbers.length > 0) say.line(say.paint('dim', `files: ${numbers.join(', ')}`));
  if (changes.length === 0 && missing.length === 0)
    say.line(
      unchanged.length === 0
        ? 'Nothing is tracked here; add files with verdict data add PATH.'
        : 'The files here are as their .dvc files say.',
    );
}

export function assertCheckedOut({ missing }: CheckoutReport, shown: Shown): void {
  if (missing.length === 0) return;
  const others = missing.length === 1 ? '' : ` and ${count(missing.length - 1)} more`;
  throw new Refusal(
    `${visible(shown(missing[0]))}${others} could not be written, since the cache lacks what it is made of; run verdict data pull, or push it from where it was added.`,
  );
}
