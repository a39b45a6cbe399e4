import type { ImportOutcome } from '../commands/import/tally.ts';
import { count, fileSize } from '../terminal/numbers.ts';

/** What came, what was there, and what has no place here. */
export function importLines(outcome: ImportOutcome): string[] {
  const { experiments, runs, logged_models, models, versions, files, dry_run } = outcome;
  const rows: readonly (readonly [what: string, added: number, there: number | null, more?: string])[] = [
    ['experiments', experiments.added, experiments.there],
    ['runs', runs.added, runs.there],
    ['logged models', logged_models.added, logged_models.there],
    ['registered models', models.added, models.there],
    ['versions', versions.added, null],
    ['files', files.added, files.there, files.bytes > 0 ? `, ${fileSize(files.bytes)}` : ''],
  ];
  const width = Math.max(...rows.map(([, added]) => count(added).length));
  const left = outcome.left_out.map(({ what, count: of }) => `${what} (${count(of)})`);
  return [
    `${dry_run ? 'Would import' : 'Imported'} from ${outcome.source}`,
    ...rows.map(([what, added, there, more = '']) => {
      const before = there !== null && there > 0 ? `, ${count(there)} there before` : '';
      return `  ${what.padEnd(18)} ${count(added).padStart(width)} new${more}${before}`;
    }),
    ...(left.length > 0 ? [`  left out           ${left.join(', ')}`] : []),
  ];
}
