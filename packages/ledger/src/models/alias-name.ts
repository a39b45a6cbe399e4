import { LedgerError } from '../errors.ts';
import { shown } from '../names.ts';
import { champion } from './model.ts';

/** What MLflow's clients refuse too: `latest`, and what could be taken for a number of a version. */
export function assertAlias(alias: string): void {
  const usable = /^[A-Za-z0-9_-]{1,255}$/.test(alias) && !/^(v?\d+|latest)$/i.test(alias);
  if (usable) return;
  throw new LedgerError(
    'NAME_INVALID',
    `${shown(alias)} cannot be an alias: use 1 to 255 letters, digits, underscores and hyphens, but neither latest nor a number.`,
  );
}

/** Letters of any script, and a number: what MLflow's own clients may set, and find again by the alias alone. */
export function assertMlflowAlias(alias: string): void {
  const usable = /^[\p{L}\p{N}_-]{1,255}$/u.test(alias) && !/^(v\d+|latest)$/i.test(alias);
  if (usable) return;
  throw new LedgerError(
    'NAME_INVALID',
    `${shown(alias)} cannot be an alias: use 1 to 255 letters, digits, underscores and hyphens, but neither latest nor a v with a number.`,
  );
}

/** Where nothing can serve, `champion` is an alias like any other. */
export function assertNotChampion(
  alias: string,
  { model, canServe }: { readonly model: string; readonly canServe: boolean },
): void {
  if (alias !== champion || !canServe) return;
  throw new LedgerError(
    'CHAMPION_GUARDED',
    `The champion of ${model} is what serves, and moves by promote and rollback alone; promote a version, or take another alias.`,
  );
}
