import { classNames, countText, percentText, Table, Td, Th } from '@verdict/ui';
import { pointsText, signedText } from './figures.ts';
import { intervalScale, type Scale } from './interval-scale.ts';
import type { JudgedLine } from './judged-lines.ts';

export interface IntervalTableProps {
  readonly label: string;
  readonly lines: readonly JudgedLine[];
}

/**
 * Differences with their intervals against what the policy allows. The figures are a table, which everybody can read;
 * the drawing beside each line repeats it, all lines of a unit on one scale. A narrow screen
 * keeps the difference and the drawing; the reasons above say the rest.
 */
export function IntervalTable({ label, lines }: IntervalTableProps) {
  if (lines.length === 0) return null;
  const scale = intervalScale(lines);
  const [{ unit }] = lines;
  const hasRows = lines.some(({ rows }) => rows !== null);
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th className="sm:w-40">What</Th>
          {hasRows && (
            <Th number className="hidden sm:table-cell">
              Rows
            </Th>
          )}
          <Th number className="hidden sm:table-cell">
            Candidate
          </Th>
          <Th number className="hidden sm:table-cell">
            Champion
          </Th>
          <Th number>Difference, {unit === 'points' ? 'points' : 'nats'}</Th>
          <Th className="w-2/5 min-w-36 font-normal sm:min-w-72">
            <Axis scale={scale} unit={unit} />
          </Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <Td className="max-w-56 break-words">
              <span dir="auto">{line.name}</span>
              <span
                className={classNames('block text-xs', line.passed ? 'text-soft' : 'text-bad font-medium')}
              >
                {line.passed ? 'allowed' : 'not allowed'}
              </span>
            </Td>
            {hasRows && (
              <Td number className="hidden sm:table-cell">
                {line.rows === null ? '–' : countText(line.rows)}
              </Td>
            )}
            <Td number className="hidden sm:table-cell">
              {valueText(line.candidate, unit)}
            </Td>
            <Td number className="hidden sm:table-cell">
              {valueText(line.champion, unit)}
            </Td>
            <Td number>
              {differenceText(line.difference, unit)}
              <span className="text-soft block text-xs">
                {differenceText(line.low, unit)} to {differenceText(line.high, unit)}
              </span>
            </Td>
            <Td className="align-middle">
              <Interval line={line} scale={scale} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function valueText(value: number, unit: JudgedLine['unit']): string {
  return unit === 'points' ? percentText(value) : value.toFixed(4);
}

function differenceText(value: number, unit: JudgedLine['unit']): string {
  return unit === 'points' ? pointsText(value, 2) : signedText(value, 4);
}

function Axis({ scale, unit }: { readonly scale: Scale; readonly unit: JudgedLine['unit'] }) {
  return (
    <svg aria-hidden="true" className="block h-4 w-full overflow-visible">
      {scale.ticks.map((tick) => (
        <text
          key={tick}
          x={`${scale.at(tick)}%`}
          y="12"
          textAnchor="middle"
          className="fill-soft text-[0.6875rem] tabular-nums"
        >
          {unit === 'points'
            ? pointsText(tick, tickDigits(scale, 100))
            : signedText(tick, tickDigits(scale, 1))}
        </text>
      ))}
    </svg>
  );
}

/** As many digits as tell one tick from the next. */
function tickDigits({ ticks }: Scale, times: number): number {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) * times;
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

const middle = 16;

function Interval({ line, scale }: { readonly line: JudgedLine; readonly scale: Scale }) {
  const { low, high, difference, bound, better, passed } = line;
  const at = (value: number): string => `${scale.at(value)}%`;
  const forbidden =
    better === 'more' ? { x: '0%', width: at(bound) } : { x: at(bound), width: `${100 - scale.at(bound)}%` };
  const stroke = passed ? 'stroke-good' : 'stroke-bad';
  return (
    <svg aria-hidden="true" className="block h-8 w-full">
      <rect {...forbidden} y="0" height="100%" className="fill-bad-paper" />
      {scale.ticks.map((tick) => (
        <line
          key={tick}
          x1={at(tick)}
          x2={at(tick)}
          y1="0"
          y2="100%"
          className={tick === 0 ? 'stroke-edge' : 'stroke-line'}
        />
      ))}
      <line x1={at(bound)} x2={at(bound)} y1="0" y2="100%" strokeDasharray="3 3" className="stroke-bad" />
      <line x1={at(low)} x2={at(high)} y1={middle} y2={middle} strokeWidth="3" className={stroke} />
      {[low, high].map((end) => (
        <line
          key={end}
          x1={at(end)}
          x2={at(end)}
          y1={middle - 5}
          y2={middle + 5}
          strokeWidth="2"
          className={stroke}
        />
      ))}
      <circle cx={at(difference)} cy={middle} r="5" className={passed ? 'fill-good' : 'fill-bad'} />
    </svg>
  );
}
