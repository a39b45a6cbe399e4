import type { Axis, Brush } from './parallel-layout.ts';

export interface AxisLimitsProps {
  readonly axes: readonly Axis[];
  readonly brushes: ReadonlyMap<string, Brush>;
  readonly onBrush: (id: string, brush: Brush | null) => void;
  readonly onRemove: (id: string) => void;
}

/** The brushes by keyboard: from and to of an axis as numbers, or one of its texts. */
export function AxisLimits({ axes, brushes, onBrush, onRemove }: AxisLimitsProps) {
  if (axes.length === 0) return null;
  return (
    <details className="border-line bg-card mt-3 rounded-lg border text-sm">
      <summary className="min-h-9 px-4 py-2 font-medium">Axes and limits, by keyboard</summary>
      <div className="grid gap-3 px-4 pb-4 sm:grid-cols-2 lg:grid-cols-3">
        {axes.map((axis) => (
          <fieldset key={axis.id} className="border-line min-w-0 rounded border p-2">
            <legend className="px-1 break-words" dir="auto">
              {axis.label}
            </legend>
            <div className="flex flex-wrap items-end gap-2">
              {axis.kind === 'number' ? (
                <Numbers axis={axis} brush={brushes.get(axis.id) ?? null} onBrush={onBrush} />
              ) : (
                <Texts axis={axis} brush={brushes.get(axis.id) ?? null} onBrush={onBrush} />
              )}
              <button
                type="button"
                onClick={() => onRemove(axis.id)}
                aria-label={`Remove the axis ${axis.label}`}
                className="hover:bg-sunken ml-auto min-h-8 rounded px-2"
              >
                Remove
              </button>
            </div>
          </fieldset>
        ))}
      </div>
    </details>
  );
}

const input = 'border-edge bg-card min-h-8 w-24 rounded border px-2 tabular-nums';

interface LimitProps<Kind extends Axis['kind']> {
  readonly axis: Extract<Axis, { kind: Kind }>;
  readonly brush: Brush | null;
  readonly onBrush: (id: string, brush: Brush | null) => void;
}

function Numbers({ axis, brush, onBrush }: LimitProps<'number'>) {
  const size = axis.high - axis.low;
  const shown = (share: number): string => String(Number((axis.low + share * size).toPrecision(5)));
  const set = (at: 0 | 1, text: string): void => {
    const number = Number(text);
    const next: [number, number] = brush ? [brush[0], brush[1]] : [0, 1];
    next[at] =
      text === '' || !Number.isFinite(number) ? at : Math.min(1, Math.max(0, (number - axis.low) / size));
    if (next[0] > next[1]) next[1 - at] = next[at];
    onBrush(axis.id, next[0] === 0 && next[1] === 1 ? null : next);
  };
  return (
    <>
      {(['from', 'to'] as const).map((name, at) => (
        <label key={name} className="flex flex-col">
          <span className="text-soft text-xs">{name}</span>
          <input
            // Set anew when the brush is drawn; while it is written in, it is the writer's.
            key={brush ? brush[at] : 'all'}
            className={input}
            inputMode="decimal"
            defaultValue={brush ? shown(brush[at]) : ''}
            placeholder={shown(at)}
            onBlur={({ target }) => set(at as 0 | 1, target.value.trim())}
            onKeyDown={(event) => event.key === 'Enter' && set(at as 0 | 1, event.currentTarget.value.trim())}
          />
        </label>
      ))}
    </>
  );
}

function Texts({ axis, brush, onBrush }: LimitProps<'text'>) {
  const places = Math.max(1, axis.values.length - 1);
  const at = brush && brush[0] === brush[1] ? Math.round(brush[0] * places) : -1;
  return (
    <label className="flex min-w-0 flex-col">
      <span className="text-soft text-xs">only</span>
      <select
        className="border-edge bg-card min-h-8 max-w-48 rounded border px-2"
        value={at}
        onChange={({ target }) => {
          const share = axis.values.length === 1 ? 0.5 : Number(target.value) / places;
          onBrush(axis.id, Number(target.value) < 0 ? null : [share, share]);
        }}
      >
        <option value={-1}>any</option>
        {axis.values.map((value, index) => (
          <option key={value} value={index}>
            {value.slice(0, 80)}
          </option>
        ))}
      </select>
    </label>
  );
}
