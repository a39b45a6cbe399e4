import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'neutral';

const tones: Readonly<Record<Tone, string>> = {
  good: 'bg-good-paper text-good',
  bad: 'bg-bad-paper text-bad',
  warn: 'bg-warn-paper text-warn',
  neutral: 'bg-sunken text-soft',
};

/** A word or two about a state; never the only thing that tells it apart, colour is not seen by everybody. */
export function Chip({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1 rounded px-1.5 py-0.5 text-sm font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
