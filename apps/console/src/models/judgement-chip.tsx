import { Chip } from '@verdict/ui';

/** What the judge said, in a word that colour only repeats. */
export function JudgementChip({ verdict }: { readonly verdict: 'promote' | 'refuse' }) {
  return verdict === 'promote' ? <Chip tone="good">may serve</Chip> : <Chip tone="bad">refused</Chip>;
}
