import { countText, percentText } from '@verdict/ui';
import type { CalibrationBin } from './calibration-bins.ts';

const size = 260;
const margin = { left: 38, bottom: 34, top: 8, right: 18 };
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** How often it was right by how sure it was; on the diagonal its confidence is to be believed. */
export function CalibrationChart({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  const x = (share: number): number => margin.left + share * (size - margin.left - margin.right);
  const y = (share: number): number => size - margin.bottom - share * (size - margin.top - margin.bottom);
  const most = Math.max(...bins.map(({ rows }) => rows));
  return (
    <figure className="flex flex-col gap-2">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label="Share of right answers by confidence; the figures follow"
        className="w-full max-w-80 text-[0.625rem]"
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} className="stroke-line" />
            <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text x={x(tick)} y={size - margin.bottom + 14} textAnchor="middle" className="fill-soft">
              {tick * 100}%
            </text>
            <text x={margin.left - 5} y={y(tick) + 3} textAnchor="end" className="fill-soft">
              {tick * 100}%
            </text>
          </g>
        ))}
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} strokeDasharray="4 4" className="stroke-edge" />
        {bins.map(({ from, confidence, accuracy, low, high, rows }) => (
          <g key={from}>
            <line x1={x(confidence)} x2={x(confidence)} y1={y(low)} y2={y(high)} className="stroke-a" />
            <circle
              cx={x(confidence)}
              cy={y(accuracy)}
              r={2 + 3 * Math.sqrt(rows / most)}
              className="fill-a"
            />
          </g>
        ))}
        <text x={x(0.5)} y={size - 4} textAnchor="middle" className="fill-soft">
          confidence
        </text>
      </svg>
      <figcaption className="text-soft text-sm">
        Right answers by confidence, each point with its interval; a larger point stands for more rows.
        <details>
          <summary className="min-h-6">The figures</summary>
          <ul className="tabular-nums">
            {bins.map(({ from, to, rows, accuracy }) => (
              <li key={from}>
                {percentText(from, 0)} to {percentText(to, 0)} sure: {percentText(accuracy)} right of{' '}
                {countText(rows)}
              </li>
            ))}
          </ul>
        </details>
      </figcaption>
    </figure>
  );
}
