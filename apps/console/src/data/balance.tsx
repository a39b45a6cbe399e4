import { Link } from '@tanstack/react-router';
import type { ClassRows } from '@verdict/api';
import { countText, percentText } from '@verdict/ui';
import { seriesFill } from './series.ts';

/** A thin bar of the classes' shares, for a line of a table. */
export function BalanceBar({
  classes,
  rows,
}: {
  readonly classes: readonly ClassRows[];
  readonly rows: number;
}) {
  const said = classes.map(({ label, rows: count }) => `${label} ${percentText(count / rows, 0)}`).join(', ');
  let from = 0;
  return (
    <svg
      role="img"
      aria-label={said}
      className="bg-line block h-2 w-28 overflow-hidden rounded-full"
      preserveAspectRatio="none"
    >
      <title>{said}</title>
      {classes.map(({ label, rows: count }, at) => {
        const x = from;
        from += count / rows;
        return (
          <rect
            key={label}
            x={`${x * 100}%`}
            width={`${(count / rows) * 100}%`}
            height="100%"
            className={seriesFill(at)}
          />
        );
      })}
    </svg>
  );
}

const shownClasses = 20;

/** Rows by class; each leads to its rows. */
export function Balance({
  name,
  number,
  classes,
  rows,
}: {
  readonly name: string;
  readonly number: number;
  readonly classes: readonly ClassRows[];
  readonly rows: number;
}) {
  const sorted = classes.toSorted((a, b) => b.rows - a.rows);
  const largest = sorted[0]?.rows ?? 1;
  const line = ({ label, rows: count }: ClassRows, at: number) => (
    <li key={label}>
      <Link
        to="/data/$name/$number"
        params={{ name, number: String(number) }}
        search={{ label }}
        hash="rows"
        className="hover:bg-sunken grid grid-cols-[minmax(4rem,9rem)_1fr_auto] items-center gap-3 rounded px-1 py-1 no-underline"
        title={`Look at the rows of ${label}`}
      >
        <span dir="auto" className="truncate text-sm underline">
          {label}
        </span>
        <svg aria-hidden="true" className="block h-3 w-full">
          <rect width={`${(count / largest) * 100}%`} height="100%" rx="2" className={seriesFill(at)} />
        </svg>
        <span className="text-right text-sm tabular-nums">
          {countText(count)}
          <span className="text-soft inline-block w-16">{percentText(count / rows)}</span>
        </span>
      </Link>
    </li>
  );
  const rest = sorted.slice(shownClasses);
  return (
    <>
      <ul>{sorted.slice(0, shownClasses).map(line)}</ul>
      {rest.length > 0 && (
        <details className="mt-2">
          <summary className="text-sm">{countText(rest.length)} more classes</summary>
          <ul className="max-h-80 overflow-y-auto">{rest.slice(0, 1000).map(line)}</ul>
        </details>
      )}
    </>
  );
}
