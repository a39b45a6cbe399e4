import type { RetrainRequest } from '@verdict/api';
import {
  type Actor,
  champion,
  getDatasetVersion,
  getModel,
  getVersion,
  type Ledger,
  labelsState,
  mostCounted,
  parseDatasetReference,
} from '@verdict/ledger';
import { ServerError } from './errors.ts';

export const retrainKind = 'retrain';

/** What a job of that kind is asked for: everything that the request left open is decided. */
export interface RetrainJob {
  readonly model: string;
  /** `name@number` of the rows to begin with. */
  readonly data: string;
  readonly labels: 'reviewed' | 'all';
  /** A name, a recipe as JSON, or null for the usual one. */
  readonly recipe: unknown;
  readonly redact: boolean;
  readonly seed: number | null;
  readonly promote: boolean;
}

/** A job that can only fail is better refused while its caller still listens. */
export async function planRetrain(
  ledger: Ledger,
  by: Actor,
  name: string,
  asked: RetrainRequest,
): Promise<RetrainJob> {
  const { model, classes, data, labelled, said } = await labelsState(ledger, by, name);
  const reference = asked.dataset ?? (data && `${data.dataset}@${data.number}`);
  if (reference === null) {
    throw new ServerError(
      'RETRAIN_NEEDS_ROWS',
      `The rows that ${model} in service was trained on are not on record; name a data version to begin with in “dataset”.`,
    );
  }
  const wanted = parseDatasetReference(reference);
  const base = await getDatasetVersion(ledger, wanted.name, wanted.number);
  const rows = `${base.dataset}@${base.number}`;
  if (classes.length > 0 && !base.classes.some(({ label }) => classes.includes(label))) {
    throw new ServerError(
      'RETRAIN_NEEDS_ROWS',
      `The rows of ${rows} have none of the classes of ${model}; name a data version in “dataset” that has.`,
    );
  }
  const { labels = 'reviewed', redact = false, seed = null, promote = false } = asked;
  if (labelled === 0 && (labels === 'reviewed' || said === 0)) {
    throw new ServerError(
      'RETRAIN_NEEDS_LABELS',
      said === 0
        ? `Nobody has said anything of an answer of ${model} whose text is in the log; label some predictions first.`
        : `Nobody has looked at what was said of ${model} yet (${said}${said === mostCounted ? ' or more' : ''}); label some in the queue, or ask with “labels”: "all".`,
    );
  }
  return {
    model,
    data: rows,
    labels,
    recipe: asked.recipe ?? (await championsRecipe(ledger, model)),
    redact,
    seed,
    promote,
  };
}

async function championsRecipe(ledger: Ledger, name: string): Promise<unknown> {
  const { aliases } = await getModel(ledger, name);
  if (aliases[champion] === undefined) return null;
  const { facts } = await getVersion(ledger, name, aliases[champion]);
  return facts?.recipe ?? null;
}
