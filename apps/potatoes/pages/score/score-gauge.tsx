import type { Standing } from '../page-data.ts';
import { standingFill } from './standing-ink.ts';

export interface ScoreGaugeProps {
  readonly share: number;
  readonly interval: readonly [number, number];
  readonly standing: Standing;
  readonly label: string;
}

const grounds = [
  { from: 0, to: 60, ground: 'fill-bad-paper' },
  { from: 60, to: 75, ground: 'fill-warn-paper' },
  { from: 75, to: 100, ground: 'fill-good-paper' },
];

/** From rotten to hot, where the score stands, and how far off it may be. In percent, so it is as wide as its place. */
export function ScoreGauge({ share, interval, standing, label }: ScoreGaugeProps) {
  const [from, to] = interval.map((value) => value * 100);
  const ink = standingFill[standing];
  return (
    <svg role="img" aria-label={label} width="100%" height="44" className="block overflow-visible">
      {grounds.map((each) => (
        <rect
          key={each.from}
          x={`${each.from}%`}
          y="8"
          width={`${each.to - each.from}%`}
          height="14"
          className={each.ground}
        />
      ))}
      <rect x="0" y="8" width="100%" height="14" fill="none" className="stroke-line" />
      <rect x={`${from}%`} y="12" width={`${to - from}%`} height="6" rx="3" opacity=".45" className={ink} />
      <circle cx={`${share * 100}%`} cy="15" r="8" strokeWidth="2" className={`${ink} stroke-card`} />
      {[60, 75].map((mark) => (
        <g key={mark} className="text-xs">
          <line x1={`${mark}%`} x2={`${mark}%`} y1="5" y2="26" className="stroke-edge" />
          <text x={`${mark}%`} y="40" textAnchor="middle" className="fill-soft">
            {mark}
          </text>
        </g>
      ))}
      <g className="fill-soft text-xs">
        <text x="0" y="40">
          0
        </text>
        <text x="100%" y="40" textAnchor="end">
          100
        </text>
      </g>
    </svg>
  );
}
