export const modelTabs = ['versions', 'judge', 'traffic', 'history', 'policy', 'details'] as const;
export type ModelTab = (typeof modelTabs)[number];

export interface ModelSearch {
  /** Left out on the first tab, so that the usual address stays short. */
  readonly show?: Exclude<ModelTab, 'versions'>;
}

export interface ModelsSearch {
  readonly q?: string;
}

/** Of an address that anybody may have written: what is not known is left out. */
export function readModelSearch(raw: Readonly<Record<string, unknown>>): ModelSearch {
  const show = modelTabs.find((tab) => tab === raw.show);
  return show === undefined || show === 'versions' ? {} : { show };
}

/** Longer than any name, so that an address never carries a text. */
const longest = 100;

export function readModelsSearch(raw: Readonly<Record<string, unknown>>): ModelsSearch {
  // The router reads `?q=1` as a number.
  const q = typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).slice(0, longest) : '';
  return q.trim() === '' ? {} : { q };
}
