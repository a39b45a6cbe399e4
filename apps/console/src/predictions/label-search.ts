import type { LabelSource } from '@verdict/api';
import { modelOf } from '../live/live-search.ts';

export const sources = [
  { id: 'disputed', name: 'disputed' },
  { id: 'shadow', name: 'shadow disagrees' },
  { id: 'unsure', name: 'least sure' },
] as const satisfies readonly { readonly id: LabelSource; readonly name: string }[];

export interface LabelSearch {
  readonly model?: string;
  readonly source?: LabelSource;
}

export function labelSearch(raw: Readonly<Record<string, unknown>>): LabelSearch {
  const model = modelOf(raw.model);
  const source = sources.find(({ id }) => id === raw.source)?.id;
  return { ...(model && { model }), ...(source && { source }) };
}
