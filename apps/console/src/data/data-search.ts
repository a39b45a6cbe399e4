import type { DiffKind } from '@verdict/api';

/** What an address says, made safe: anything that means nothing is left out. The router reads `1` as a number. */
type Raw = Readonly<Record<string, unknown>>;

export interface DatasetsSearch {
  readonly q?: string;
}
export interface AddSearch {
  readonly to?: string;
}
export interface RowsSearch {
  readonly q?: string;
  readonly label?: string;
  readonly from?: number;
}
export interface DiffSearch {
  readonly from?: number;
  readonly to?: number;
  readonly kind?: DiffKind;
  readonly page?: number;
}

export function datasetsSearch({ q }: Raw): DatasetsSearch {
  return kept({ q: textOf(q, 100) });
}

export function addSearch({ to }: Raw): AddSearch {
  return kept({ to: textOf(to, 100) });
}

export function rowsSearch({ q, label, from }: Raw): RowsSearch {
  return kept({ q: textOf(q, 200), label: textOf(label, 1000), from: countOf(from) });
}

const kinds: readonly unknown[] = ['added', 'removed', 'relabelled'] satisfies readonly DiffKind[];

export function diffSearch({ from, to, kind, page }: Raw): DiffSearch {
  return kept({
    from: countOf(from),
    to: countOf(to),
    kind: kinds.includes(kind) ? (kind as DiffKind) : undefined,
    page: countOf(page),
  });
}

export function textOf(value: unknown, most: number): string | undefined {
  const text = typeof value === 'string' ? value : isPlain(value) ? String(value) : '';
  return text === '' ? undefined : text.slice(0, most);
}

/** A whole number from 1. */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return Number.isInteger(number) && (number as number) >= 1 && (number as number) <= 1_000_000_000
    ? (number as number)
    : undefined;
}

type Given<Shape> = { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> };

export function kept<Shape extends Raw>(shape: Shape): Given<Shape> {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Given<Shape>;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}
