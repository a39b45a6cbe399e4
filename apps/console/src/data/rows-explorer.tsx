import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { DatasetRow, DatasetVersion } from '@verdict/api';
import { Button, Chip, countText, Field, Select, Skeleton, Table, Td, Th } from '@verdict/ui';
import { useEffect, useState } from 'react';
import { verdict } from '../queries.ts';
import { Section } from '../shell/section.tsx';
import { Shown } from '../shell/shown.tsx';
import { LongText } from './long-text.tsx';

const route = getRouteApi('/data/$name/$number');
/** A page, and how many are looked for before it stops by itself. */
const enough = 25;
/** Slower than typing, sooner than waiting. */
const typingMs = 300;
/** A list of more is no choice; the balance above has them all. */
const mostChoices = 500;

/** The rows themselves, by label and by what they say. */
export function RowsExplorer({ name, version }: { readonly name: string; readonly version: DatasetVersion }) {
  const { q = '', label, from = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (typed === q) return;
    const timer = setTimeout(
      () =>
        navigate({
          search: ({ q: _, from: __, ...rest }) => ({ ...rest, ...(typed !== '' && { q: typed }) }),
          replace: true,
          resetScroll: false,
        }),
      typingMs,
    );
    return () => clearTimeout(timer);
  }, [typed, q, navigate]);

  const asked = useInfiniteQuery({
    queryKey: ['dataset-rows', name, version.number, { q, label, from }],
    queryFn: ({ pageParam, signal }) =>
      verdict.console.datasetRows(
        name,
        version.number,
        {
          from_row: pageParam,
          limit: enough,
          ...(q !== '' && { search: q }),
          ...(label !== undefined && { label }),
        },
        { signal },
      ),
    initialPageParam: from,
    getNextPageParam: (last) => last.next_row,
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = asked;
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const lastFound = data?.pages.at(-1)?.rows.length ?? 0;
  const [wanted, setWanted] = useState(enough);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked for begins anew
  useEffect(() => setWanted(enough), [q, label, from]);
  // The server stops after a while and says how far it got; a page that is not full goes on by itself.
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && rows.length < wanted && lastFound < enough)
      void fetchNextPage();
  }, [hasNextPage, isFetching, isError, rows.length, wanted, lastFound, fetchNextPage]);

  const lookedTo = (data?.pages.at(-1)?.next_row ?? version.rows + 1) - 1;
  const filtered = q !== '' || label !== undefined;
  return (
    <Section title="Rows" id="rows">
      <div className="mb-3 grid items-start gap-3 sm:grid-cols-[minmax(12rem,1fr)_12rem_8rem]">
        <Field
          type="search"
          label="Text holds"
          value={typed}
          maxLength={200}
          dir="auto"
          onChange={({ target }) => setTyped(target.value)}
        />
        <Select
          label="Label"
          value={label ?? ''}
          onChange={({ target }) =>
            navigate({
              search: ({ label: _, from: __, ...rest }) => ({
                ...rest,
                ...(target.value !== '' && { label: target.value }),
              }),
              resetScroll: false,
            })
          }
        >
          <option value="">all</option>
          {label !== undefined &&
            !version.classes.slice(0, mostChoices).some((each) => each.label === label) && (
              <option value={label}>{label}</option>
            )}
          {version.classes.slice(0, mostChoices).map((each) => (
            <option key={each.label} value={each.label}>
              {each.label}
            </option>
          ))}
        </Select>
        <FromRow
          from={from}
          onGo={(row) =>
            navigate({
              search: ({ from: _, ...rest }) => ({ ...rest, ...(row > 1 && { from: row }) }),
              resetScroll: false,
            })
          }
        />
      </div>
      <p aria-live="polite" className="text-soft mb-2 min-h-5 text-sm tabular-nums">
        {data &&
          (filtered
            ? `${countText(rows.length)} found in rows ${countText(from)} to ${countText(Math.max(from, lookedTo))} of ${countText(version.rows)}${isFetching ? ', looking on…' : ''}`
            : rows.length > 0
              ? `Rows ${countText(from)} to ${countText(from + rows.length - 1)} of ${countText(version.rows)}`
              : `There is no row ${countText(from)}; the last is ${countText(version.rows)}.`)}
      </p>
      <Shown asked={asked} loading={<Skeleton className="h-96 w-full" />}>
        {() =>
          rows.length > 0 ? (
            <Table label="Rows">
              <thead>
                <tr>
                  <Th number>Row</Th>
                  <Th>Label</Th>
                  <Th className="w-full">Text</Th>
                  {version.sources.length > 1 && <Th>File</Th>}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row
                    key={row.row}
                    {...{
                      name,
                      number: version.number,
                      row,
                      search: q,
                      withFile: version.sources.length > 1,
                    }}
                  />
                ))}
              </tbody>
            </Table>
          ) : (
            filtered &&
            !hasNextPage && (
              <p className="text-soft border-line rounded-lg border border-dashed px-4 py-8 text-center">
                No row {from > 1 && `from ${countText(from)} on `}fits.
              </p>
            )
          )
        }
      </Shown>
      {hasNextPage && rows.length > 0 && (
        <div className="mt-3">
          <Button
            disabled={isFetching}
            aria-busy={isFetching}
            onClick={() => {
              setWanted(rows.length + enough);
              void fetchNextPage();
            }}
          >
            {isFetching ? 'Looking…' : 'More rows'}
          </Button>
        </div>
      )}
    </Section>
  );
}

function FromRow({ from, onGo }: { readonly from: number; readonly onGo: (row: number) => void }) {
  const [typed, setTyped] = useState(String(from));
  useEffect(() => setTyped(String(from)), [from]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const row = Number(typed);
        if (Number.isInteger(row) && row >= 1) onGo(row);
        else setTyped(String(from));
      }}
    >
      <Field
        label="From row"
        inputMode="numeric"
        pattern="[0-9]*"
        value={typed}
        maxLength={9}
        className="tabular-nums"
        onChange={({ target }) => setTyped(target.value)}
        onBlur={(event) => event.currentTarget.form?.requestSubmit()}
      />
    </form>
  );
}

function Row({
  name,
  number,
  row,
  search,
  withFile,
}: {
  readonly name: string;
  readonly number: number;
  readonly row: DatasetRow;
  readonly search: string;
  readonly withFile: boolean;
}) {
  return (
    <tr>
      <Td number className="text-soft">
        {countText(row.row)}
      </Td>
      <Td>
        <Chip>
          <span dir="auto" className="max-w-40 truncate" title={row.label}>
            {row.label}
          </span>
        </Chip>
      </Td>
      <Td className="min-w-48">
        <LongText
          text={row.text}
          characters={row.characters}
          search={search}
          whole={async (signal) => {
            const query = { from_row: row.row, whole: true };
            const { rows } = await verdict.console.datasetRows(name, number, query, { signal });
            return rows[0]?.text ?? row.text;
          }}
        />
      </Td>
      {withFile && <Td className="text-soft max-w-40 break-words">{row.source}</Td>}
    </tr>
  );
}
