import type { Tone } from './chip.tsx';
import { classNames } from './class-names.ts';

const fills: Readonly<Record<Tone, string>> = {
  good: 'fill-good',
  bad: 'fill-bad',
  warn: 'fill-warn',
  neutral: 'fill-edge',
};

export interface MeterProps {
  /** 0 to 1. */
  readonly share: number;
  /** What it measures, for those who do not see it. */
  readonly label: string;
  readonly tone?: Tone;
  /** From and to, 0 to 1: how sure the share itself is. */
  readonly interval?: readonly [number, number];
  readonly className?: string;
}

/** SVG attributes and no inline style, so that a page from the server obeys its content security policy. */
export function Meter({ share, label, tone = 'good', interval, className }: MeterProps) {
  const percent = (value: number): string => `${Math.min(1, Math.max(0, value)) * 100}%`;
  return (
    <svg
      role="img"
      aria-label={label}
      className={classNames('block h-2 w-full overflow-hidden rounded-full bg-line', className)}
    >
      <rect width={percent(share)} height="100%" className={fills[tone]} />
      {interval && (
        <rect
          x={percent(interval[0])}
          width={percent(interval[1] - interval[0])}
          height="100%"
          className="fill-ink opacity-30"
        />
      )}
    </svg>
  );
}
