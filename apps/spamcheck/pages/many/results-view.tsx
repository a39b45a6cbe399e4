import { Button, Chip, countText, percentText, Table, Td, Th } from '@verdict/ui';
import { useEffect, useMemo, useState } from 'react';
import {
  countResults,
  isShown,
  type Result,
  resultsCsv,
  type ShownResults,
  shownResults,
} from './results.ts';
import { saveFile } from './save-file.ts';
import type { Many } from './use-many.ts';

const labels: Readonly<Record<ShownResults, string>> = {
  all: 'All',
  spam: 'Spam',
  not_spam: 'Not spam',
  unsure: 'Unsure',
  skipped: 'Left out',
};
/** More rows at once only make the browser slow; the file has them all. */
const rowsAtOnce = 100;

export function ResultsView({ many, fileName }: { readonly many: Many; readonly fileName: string }) {
  const { texts, results, state } = many;
  const [shown, setShown] = useState<ShownResults>('all');
  const [most, setMost] = useState(rowsAtOnce);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice begins at its top
  useEffect(() => setMost(rowsAtOnce), [shown]);
  const counts = useMemo(() => countResults(results), [results]);
  const places = useMemo(
    () => results.flatMap((result, at) => (result !== null && isShown(result, shown) ? [at] : [])),
    [results, shown],
  );
  const countOf: Readonly<Record<ShownResults, number>> = {
    all: many.reached,
    spam: counts.spam,
    not_spam: counts.notSpam,
    unsure: counts.unsure,
    skipped: counts.skipped,
  };
  const save = (): void =>
    saveFile(
      `${fileName.replace(/\.[a-z]+$/i, '')}-checked.csv`,
      'text/csv;charset=utf-8',
      resultsCsv(texts, results),
    );
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Show</legend>
          {shownResults.map((each) => (
            <Button
              key={each}
              small
              kind={each === shown ? 'strong' : 'plain'}
              aria-pressed={each === shown}
              onClick={() => setShown(each)}
            >
              {labels[each]} <span className="tabular-nums">{countText(countOf[each])}</span>
            </Button>
          ))}
        </fieldset>
        <Button small disabled={state === 'running' || many.reached === 0} onClick={save}>
          Download CSV
        </Button>
      </div>
      <Table label="Results">
        <thead>
          <tr>
            <Th number>Row</Th>
            <Th>Verdict</Th>
            <Th number className="hidden sm:table-cell">
              Sure
            </Th>
            <Th className="w-full">Message</Th>
          </tr>
        </thead>
        <tbody>
          {places.slice(0, most).map((at) => (
            <Row key={at} at={at} text={texts[at]} result={results[at]} />
          ))}
          {places.length === 0 && (
            <tr>
              <Td colSpan={4} className="text-soft">
                {state === 'running' ? 'The first answers are on their way.' : 'None.'}
              </Td>
            </tr>
          )}
        </tbody>
      </Table>
      {places.length > most && (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Button small onClick={() => setMost(most + 5 * rowsAtOnce)}>
            Show more
          </Button>
          <span className="text-soft text-sm">
            {countText(most)} of {countText(places.length)} are shown; the download has them all.
          </span>
        </div>
      )}
    </>
  );
}

function Row({
  at,
  text,
  result,
}: {
  readonly at: number;
  readonly text: string;
  readonly result: Result | null;
}) {
  const checked = result?.kind === 'checked' ? result : null;
  return (
    <tr>
      <Td number>{countText(at + 1)}</Td>
      <Td className="whitespace-nowrap">
        {checked ? (
          <Chip tone={checked.unsure ? 'warn' : checked.prediction === 'spam' ? 'bad' : 'good'}>
            {checked.prediction === 'spam' ? 'Spam' : 'Not spam'}
            {checked.unsure && '?'}
            <span className="tabular-nums sm:hidden"> {percentText(checked.confidence, 0)}</span>
          </Chip>
        ) : (
          <Chip>Left out</Chip>
        )}
      </Td>
      <Td number className="hidden sm:table-cell">
        {checked && percentText(checked.confidence)}
      </Td>
      <Td>
        <span dir="auto" className="line-clamp-2 break-words [overflow-wrap:anywhere]">
          {text.slice(0, 300)}
        </span>
        {result?.kind === 'skipped' && <span className="text-soft">{result.why}</span>}
      </Td>
    </tr>
  );
}
