import type { ConsoleTry, TryVersion } from '@verdict/api';
import type { TrySearch } from './try-search.ts';

export interface Side {
  /** As a question names it. */
  readonly reference: string;
  readonly version: number;
  readonly explainable: boolean;
  readonly readsLetters: boolean;
}

export interface Chosen {
  readonly name: string;
  readonly champion: number | null;
  readonly versions: readonly TryVersion[];
  readonly classes: readonly string[];
  readonly left: Side;
  readonly right: Side | null;
  /** The address names a model that is not here. */
  readonly unknown: string | null;
}

/** What the address means by what there is; null where there is no model at all. */
export function chosenOf({ models, default_model: usual }: ConsoleTry, search: TrySearch): Chosen | null {
  const named = models.find(({ name }) => name === search.model);
  const model = named ?? models.find(({ name }) => name === usual) ?? models[0];
  if (!model) return null;
  const { name, champion, versions } = model;
  const wanted = named ? search : {};
  const version = wanted.version ?? champion ?? versions[0].version;
  const beside = wanted.beside === version ? undefined : wanted.beside;
  const side = (number: number, inService: boolean): Side => {
    const known = versions.find((each) => each.version === number);
    return {
      // By the name alone it counts among what the champion was asked, and a trial takes its part.
      reference: inService ? name : `${name}@${number}`,
      version: number,
      // Of an older one than are listed nothing is known before it is asked.
      explainable: known?.explainable ?? true,
      readsLetters: known?.reads_letters ?? false,
    };
  };
  return {
    name,
    champion,
    versions,
    classes: versions.find((each) => each.version === version)?.classes ?? [],
    left: side(version, wanted.version === undefined && champion !== null),
    right: beside === undefined ? null : side(beside, false),
    unknown: search.model !== undefined && !named ? search.model : null,
  };
}
