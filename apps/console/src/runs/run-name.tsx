import { Link } from '@tanstack/react-router';
import { classNames } from '@verdict/ui';

/** The colours of series, in the order in which runs stand side by side; beyond four they come again, with another dash. */
export const seriesColours = [
  'var(--color-a)',
  'var(--color-b)',
  'var(--color-c)',
  'var(--color-d)',
] as const;
export const seriesDashes = ['', '6 3', '2 3', '10 3 2 3'] as const;

export function seriesOf(index: number): { readonly colour: string; readonly dash: string } {
  return {
    colour: seriesColours[index % seriesColours.length],
    dash: seriesDashes[Math.floor(index / seriesColours.length) % seriesDashes.length],
  };
}

export function SeriesMark({ index }: { readonly index: number }) {
  const { colour, dash } = seriesOf(index);
  return (
    <svg aria-hidden="true" width="22" height="8" className="inline-block shrink-0">
      <line x1="0" y1="4" x2="22" y2="4" stroke={colour} strokeWidth="3" strokeDasharray={dash} />
    </svg>
  );
}

export function RunLink({
  run,
  className,
}: {
  readonly run: { readonly id: string; readonly name: string };
  readonly className?: string;
}) {
  return (
    <Link
      to="/runs/$runId"
      params={{ runId: run.id }}
      dir="auto"
      className={classNames('break-words', className)}
    >
      {run.name || run.id}
    </Link>
  );
}
