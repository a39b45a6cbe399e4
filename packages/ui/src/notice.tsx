import type { ReactNode } from 'react';
import type { Tone } from './chip.tsx';
import { classNames } from './class-names.ts';

const tones: Readonly<Record<Tone, string>> = {
  good: 'border-good bg-good-paper',
  bad: 'border-bad bg-bad-paper',
  warn: 'border-warn bg-warn-paper',
  neutral: 'border-line bg-card',
};

export interface NoticeProps {
  readonly title: string;
  readonly tone?: Tone;
  readonly children?: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
  /** Read out at once; for what has just gone wrong. */
  readonly urgent?: boolean;
}

/** Empty, failed, forbidden, done: what is the case, and what can be done. */
export function Notice({ title, tone = 'neutral', children, action, urgent = false }: NoticeProps) {
  return (
    <div
      role={urgent ? 'alert' : undefined}
      className={classNames('rounded-lg border p-4 flex flex-wrap items-start gap-x-4 gap-y-3', tones[tone])}
    >
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-soft mt-1 break-words">{children}</div>}
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
