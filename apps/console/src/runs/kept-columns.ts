import { isColumn, mostColumns } from './runs-search.ts';

const place = 'runs.columns';

/** What somebody chose last in this browser, for when the address says nothing. */
export function keptColumns(): readonly string[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    return Array.isArray(kept) ? [...new Set(kept.filter(isColumn))].slice(0, mostColumns) : null;
  } catch {
    // Somebody else's writing, or a browser that keeps nothing.
    return null;
  }
}

export function keepColumns(columns: readonly string[] | null): void {
  try {
    if (columns === null) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(columns));
  } catch {
    // The address has them all the same.
  }
}
