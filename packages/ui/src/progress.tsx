import { classNames } from './class-names.ts';

export interface ProgressProps {
  readonly label: string;
  /** 0 to 1; null: under way, nobody knows how far. */
  readonly fraction: number | null;
  readonly className?: string;
}

/** SVG attributes and no inline style, so that a page from the server obeys its content security policy. */
export function Progress({ label, fraction, className }: ProgressProps) {
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent !== null && { 'aria-valuenow': percent })}
      className={classNames('bg-line h-1.5 w-full overflow-hidden rounded-full', className)}
    >
      <svg aria-hidden="true" className={classNames('block size-full', percent === null && 'animate-pulse')}>
        <rect width={`${percent ?? 100}%`} height="100%" className="fill-accent" />
      </svg>
    </div>
  );
}
