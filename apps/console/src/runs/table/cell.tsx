import type { RunLine } from '@verdict/api';
import { durationText } from '@verdict/ui';
import { figureText, type ShownColumn, tookMs } from '../columns.ts';
import { RunStatusChip } from '../run-status.tsx';
import { isOwn } from '../runs-search.ts';

/** Made once: to make it takes longer than to draw a line. */
const startText = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Of a column, what a line says; nothing where the run has none. */
export function Cell({
  column,
  line,
  value,
}: {
  readonly column: ShownColumn;
  readonly line: RunLine;
  readonly value: string | number | null;
}) {
  if (!isOwn(column.id)) {
    if (value === null) return null;
    // Figures and cut texts are whole in their title.
    if (column.number) return <span title={String(value)}>{figureText(value)}</span>;
    return (
      <span dir="auto" title={String(value)}>
        {value}
      </span>
    );
  }
  switch (column.id) {
    case 'status':
      return <RunStatusChip status={line.status} />;
    case 'start':
      return <time dateTime={new Date(line.start_ms).toISOString()}>{startText.format(line.start_ms)}</time>;
    case 'duration': {
      const took = tookMs(line);
      return took === null ? null : durationText(took);
    }
    case 'experiment':
      return <span dir="auto">{line.experiment}</span>;
    case 'user':
      return <span dir="auto">{line.user}</span>;
    case 'models':
      return <span dir="auto">{line.models.join(', ')}</span>;
    case 'id':
      return <span className="font-mono text-xs">{line.id}</span>;
    case 'name':
      return null;
  }
}
