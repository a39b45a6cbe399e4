import type { Run } from '@verdict/api';
import { Table, Td, Th } from '@verdict/ui';
import { Section } from '../../shell/section.tsx';
import { figureText } from '../columns.ts';
import { type MetricLine, metricGroups } from './metric-lines.ts';

export function MetricTables({ metrics }: { readonly metrics: Run['metrics'] }) {
  const groups = metricGroups(metrics);
  const from = lowestShare(groups.flatMap(({ lines }) => lines));
  return (
    <Section title="Metrics">
      {groups.length === 0 && <p className="text-soft text-sm">None were logged.</p>}
      {groups.length > 0 && (
        <Table label="Metrics" className="relative">
          <thead>
            <tr>
              <Th>Metric</Th>
              <Th number>Latest value</Th>
              <Th number>95% interval</Th>
              <Th className="w-28">from {figureText(from)} to 1</Th>
            </tr>
          </thead>
          {groups.map(({ name, lines }) => (
            <tbody key={name}>
              {name && (
                <tr className="bg-sunken">
                  <th
                    scope="rowgroup"
                    colSpan={4}
                    className="px-3 py-1 text-left text-xs font-medium"
                    dir="auto"
                  >
                    {name}
                  </th>
                </tr>
              )}
              {lines.map((line) => (
                <tr key={line.key}>
                  <th scope="row" dir="auto" className="px-3 py-1.5 text-left font-normal break-words">
                    {name && line.key.startsWith(`${name}/`) ? line.key.slice(name.length + 1) : line.key}
                  </th>
                  <Td number className="py-1.5" title={String(line.value)}>
                    {figureText(line.value)}
                  </Td>
                  <Td number className="text-soft py-1.5">
                    {line.interval?.map(figureText).join(' – ')}
                  </Td>
                  <Td className="py-1.5 align-middle!">
                    <Share line={line} from={from} />
                  </Td>
                </tr>
              ))}
            </tbody>
          ))}
        </Table>
      )}
    </Section>
  );
}

/** What can be drawn on one scale: shares of one. */
function shareOf({ key, value, interval }: MetricLine): number | null {
  if (interval === null && !/accuracy|f1|precision|recall|auc/.test(key)) return null;
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : null;
}

/** Models differ in hundredths: the scale begins a tenth below the lowest. */
function lowestShare(lines: readonly MetricLine[]): number {
  const shares = lines.flatMap((line) => {
    const share = shareOf(line);
    return share === null ? [] : [Math.min(share, line.interval?.[0] ?? share)];
  });
  return Math.max(0, Math.floor(Math.min(0.9, ...shares) * 10) / 10);
}

/** With its interval, where it has one: whiskers around a dot. */
function Share({ line, from }: { readonly line: MetricLine; readonly from: number }) {
  const share = shareOf(line);
  if (share === null) return null;
  const x = (at: number): number => 4 + (Math.min(1, Math.max(from, at)) - from) * (88 / (1 - from));
  const { interval } = line;
  return (
    <svg aria-hidden="true" viewBox="0 0 96 12" width="96" height="12" className="block">
      <line x1="4" x2="92" y1="6" y2="6" className="stroke-line" strokeWidth="2" />
      {interval && (
        <line
          x1={x(interval[0])}
          x2={Math.max(x(interval[1]), x(interval[0]) + 1)}
          y1="6"
          y2="6"
          className="stroke-good"
          strokeWidth="8"
          opacity="0.35"
        />
      )}
      <circle cx={x(share)} cy="6" r="3" className="fill-good" />
    </svg>
  );
}
