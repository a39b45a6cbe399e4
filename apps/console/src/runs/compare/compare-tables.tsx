import type { Run } from '@verdict/api';
import { classNames, dateTimeIn, durationText, Table, Td, Th } from '@verdict/ui';
import { figureText, tookMs } from '../columns.ts';
import { RunLink, SeriesMark } from '../run-name.tsx';
import { RunStatusChip } from '../run-status.tsx';
import { bestOf, type ComparedRow, comparedRows, withoutEnds } from './compare-rows.ts';

/** More columns than anybody reads across; parallel coordinates show them all. */
const mostColumns = 24;

export interface CompareTablesProps {
  readonly runs: readonly Run[];
  /** What is the same in all of them too. */
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
}

export function CompareTables({ runs: given, all, onAll }: CompareTablesProps) {
  const runs = given.slice(0, mostColumns);
  const sections = (['params', 'metrics', 'tags'] as const).map((of) => ({
    of,
    rows: comparedRows(runs, of),
  }));
  const metrics = withoutEnds(sections[1].rows);
  sections[1] = { of: 'metrics', rows: metrics.rows };
  const same = sections.reduce((sum, { rows }) => sum + rows.filter(({ differs }) => !differs).length, 0);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <label className="flex min-h-8 items-center gap-2">
          <input
            type="checkbox"
            className="accent-accent size-4"
            checked={!all}
            onChange={({ target }) => onAll(!target.checked)}
          />
          Only what differs
        </label>
        <span className="text-soft">
          {same} {same === 1 ? 'value is' : 'values are'} the same in all
        </span>
        {given.length > mostColumns && (
          <span className="text-soft">
            The first {mostColumns} of {given.length} runs; parallel coordinates show them all.
          </span>
        )}
      </div>
      <Table label="Runs side by side" className="relative [&>table]:w-auto [&>table]:min-w-1/2">
        <thead>
          <tr>
            <Th className="bg-card sticky left-0 z-10">Run</Th>
            {runs.map((run, at) => (
              <Th key={run.id} className="min-w-36 align-bottom whitespace-normal!">
                <span className="flex items-baseline gap-2">
                  <SeriesMark index={at} />
                  <RunLink run={run} className="text-ink min-h-6 text-sm" />
                </span>
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Facts name="Status" runs={runs} of={(run) => <RunStatusChip status={run.status} />} />
          <Facts name="Started" runs={runs} of={(run) => dateTimeIn(run.start_ms, 'en-GB')} />
          <Facts
            name="Took"
            runs={runs}
            of={(run) => {
              const took = tookMs(run);
              return took === null ? '–' : durationText(took);
            }}
          />
          {runs.some(({ inputs }) => inputs.length > 0) && (
            <Facts
              name="Data"
              runs={runs}
              of={(run) =>
                run.inputs.map(({ name, dataset, context }) => (
                  <span key={name + context} className="block" dir="auto">
                    {dataset ? `${dataset.name}@${dataset.number}` : name}{' '}
                    <span className="text-soft">{context}</span>
                  </span>
                ))
              }
            />
          )}
        </tbody>
        {sections.map(({ of, rows }) => (
          <Section
            key={of}
            of={of}
            rows={rows.filter(({ differs }) => all || differs)}
            runs={runs}
            ends={metrics.ends}
          />
        ))}
      </Table>
    </>
  );
}

function Facts({
  name,
  runs,
  of,
}: {
  readonly name: string;
  readonly runs: readonly Run[];
  readonly of: (run: Run) => React.ReactNode;
}) {
  return (
    <tr>
      <RowHead>{name}</RowHead>
      {runs.map((run) => (
        <Td key={run.id} className="whitespace-nowrap">
          {of(run)}
        </Td>
      ))}
    </tr>
  );
}

const titles = { params: 'Parameters', metrics: 'Metrics', tags: 'Tags' } as const;

function Section({
  of,
  rows,
  runs,
  ends,
}: {
  readonly of: 'params' | 'metrics' | 'tags';
  readonly rows: readonly ComparedRow[];
  readonly runs: readonly Run[];
  /** Of metrics with an interval. */
  readonly ends: ReadonlyMap<string, readonly (readonly [number, number] | null)[]>;
}) {
  return (
    <tbody>
      <tr className="bg-sunken">
        <th scope="rowgroup" colSpan={runs.length + 1} className="px-3 py-1.5 text-left font-medium">
          <span className="sticky left-3">
            {titles[of]}
            {rows.length === 0 && <span className="text-soft font-normal"> – no differences</span>}
          </span>
        </th>
      </tr>
      {rows.map((row) => {
        const best = of === 'metrics' ? bestOf(row) : null;
        return (
          <tr key={row.key}>
            <RowHead>{row.key}</RowHead>
            {row.values.map((value, at) => (
              <Td
                key={runs[at].id}
                number={of === 'metrics'}
                className={classNames(
                  row.differs && 'bg-warn-paper/50',
                  best?.has(at) && 'text-good font-semibold',
                  of !== 'metrics' && 'max-w-64 break-words',
                )}
              >
                {value === null ? (
                  <span className="text-soft" title="not logged">
                    –
                  </span>
                ) : (
                  <span dir="auto" title={String(value)}>
                    {of === 'metrics' ? figureText(value) : String(value).slice(0, 300)}
                    {best?.has(at) && <span className="sr-only"> (best)</span>}
                    {of === 'metrics' && ends.get(row.key)?.[at] && (
                      <span className="text-soft block text-xs font-normal">
                        {ends.get(row.key)?.[at]?.map(figureText).join(' – ')}
                      </span>
                    )}
                  </span>
                )}
              </Td>
            ))}
          </tr>
        );
      })}
    </tbody>
  );
}

function RowHead({ children }: { readonly children: string }) {
  return (
    <th
      scope="row"
      dir="auto"
      className="bg-card text-soft sticky left-0 z-10 max-w-40 px-3 py-2 text-left align-baseline font-normal break-words sm:max-w-64"
    >
      {children}
    </th>
  );
}
