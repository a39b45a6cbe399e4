import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { DiffPage as Diff, DiffKind } from '@verdict/api';
import {
  Button,
  buttonClass,
  Chip,
  countText,
  EmptyState,
  Notice,
  Skeleton,
  Table,
  Tabs,
  Td,
  Th,
} from '@verdict/ui';
import { verdict } from '../queries.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { LongText } from './long-text.tsx';

const route = getRouteApi('/data/$name/diff');
const kinds = ['added', 'relabelled', 'removed'] as const satisfies readonly DiffKind[];
const words: Readonly<Record<DiffKind, string>> = {
  added: 'Added',
  relabelled: 'Relabelled',
  removed: 'Removed',
};

export function DiffPage() {
  const { name } = route.useParams();
  const { from, to, kind, page } = route.useSearch();
  const given = from !== undefined && to !== undefined;
  const asked = useQuery({
    queryKey: ['dataset-diff', name, { from, to, kind, page }],
    queryFn: ({ signal }) =>
      verdict.console.datasetDiff(
        name,
        { from: String(from), to: String(to), ...(kind && { kind }), ...(page && { page }) },
        { signal },
      ),
    enabled: given,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  const back = (
    <Link to="/data/$name" params={{ name }} className={buttonClass('plain', true)}>
      All versions
    </Link>
  );
  if (!given) {
    return (
      <>
        <PageHead title={`${name}: what changed`} />
        <Notice title="Which two versions?" action={back}>
          The address names none; choose them among all versions of {name}.
        </Notice>
      </>
    );
  }
  return (
    <>
      <PageHead
        title={`${name}: version ${from} to ${to}`}
        about="Rows are compared by text and label; their order does not matter."
        actions={
          <>
            <Link to="." search={{ from: to, to: from }} className={buttonClass('plain', true)}>
              The other way round
            </Link>
            {back}
          </>
        }
      />
      <Shown asked={asked} loading={<Skeleton className="h-96 w-full" />}>
        {(diff) => <Differences diff={diff} busy={asked.isPlaceholderData} />}
      </Shown>
    </>
  );
}

function Differences({ diff, busy }: { readonly diff: Diff; readonly busy: boolean }) {
  const navigate = route.useNavigate();
  const { counts, kind, page, pages, listed, rows } = diff;
  const same = kinds.every((each) => counts[each] === 0);
  if (same) {
    return (
      <EmptyState title="There is no difference">
        Both versions have the same {countText(counts.unchanged)} rows
        {counts.from !== counts.to && ', if perhaps in another order'}.
      </EmptyState>
    );
  }
  return (
    <>
      <p className="text-soft mb-4 text-sm tabular-nums">
        {countText(counts.unchanged)} rows are in both, unchanged.
      </p>
      <Tabs
        label="Kinds of change"
        chosen={kind}
        tabs={kinds.map((id) => ({
          id,
          label: (
            <>
              {words[id]} <span className="text-soft ml-1 tabular-nums">{countText(counts[id])}</span>
            </>
          ),
        }))}
        onChoose={(chosen) =>
          void navigate({
            search: ({ from, to }) => ({ ...(from && { from }), ...(to && { to }), kind: chosen }),
            replace: true,
            resetScroll: false,
          })
        }
      >
        <div aria-busy={busy} className={busy ? 'opacity-60' : undefined}>
          {rows.length === 0 ? (
            <p className="text-soft py-8 text-center">No row was {words[kind].toLowerCase()}.</p>
          ) : (
            <DiffTable kind={kind} rows={rows} />
          )}
          <div className="mt-3 flex flex-wrap items-center gap-3 text-sm">
            <Button
              small
              disabled={page <= 1}
              onClick={() => void navigate({ search: (now) => ({ ...now, kind, page: page - 1 }) })}
            >
              Previous
            </Button>
            <span aria-live="polite" className="tabular-nums">
              Page {countText(page)} of {countText(pages)}
            </span>
            <Button
              small
              disabled={page >= pages}
              onClick={() => void navigate({ search: (now) => ({ ...now, kind, page: page + 1 }) })}
            >
              Next
            </Button>
            <span className="text-soft">
              {countText(listed)} {listed === 1 ? 'text' : 'texts'} in {countText(counts[kind])}{' '}
              {counts[kind] === 1 ? 'row' : 'rows'}
              {listed === 2000 && '; only the first 2,000 texts are listed'}
            </span>
          </div>
        </div>
      </Tabs>
    </>
  );
}

function DiffTable({ kind, rows }: { readonly kind: DiffKind; readonly rows: Diff['rows'] }) {
  return (
    <Table label={`Rows: ${words[kind].toLowerCase()}`}>
      <thead>
        <tr>
          {kind !== 'added' && <Th>Before</Th>}
          {kind !== 'removed' && <Th>After</Th>}
          <Th className="w-full">Text</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ text, before, after }) => (
          <tr key={text + before.join() + after.join()}>
            {kind !== 'added' && (
              <Td>
                <Labels labels={before} />
              </Td>
            )}
            {kind !== 'removed' && (
              <Td>
                <Labels labels={after} />
              </Td>
            )}
            <Td className="min-w-48">
              <LongText text={text} characters={text.length} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Equal labels of one text are one, with their number. */
function Labels({ labels }: { readonly labels: readonly string[] }) {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size === 0) return <span className="text-soft">none</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {[...counts].map(([label, count]) => (
        <Chip key={label}>
          <span dir="auto" className="max-w-40 truncate" title={label}>
            {label}
          </span>
          {count > 1 && <span className="tabular-nums">×{count}</span>}
        </Chip>
      ))}
    </span>
  );
}
