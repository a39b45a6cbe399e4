import type { Actor, Ledger } from '../ledger.ts';
import { champion } from '../models/model.ts';
import { getModel } from '../models/read-models.ts';
import { selectFeedback, settleFeedback } from '../predictions/feedback.store.ts';
import { selectPrediction } from '../predictions/predictions.store.ts';
import { findTraffic } from '../traffic/read-traffic.ts';
import { selectShadowAnswer } from '../traffic/shadow-answers.store.ts';
import { type Candidate, selectCandidates } from './candidates.store.ts';
import { hashOfText } from './hash-of-text.ts';
import { claimMs, type LabelItem, type LabelSource, labelSources, shownCharacters } from './label-task.ts';
import { claimTasks, dropClaims, renewClaims } from './label-tasks.store.ts';

export interface LabelsToClaim {
  readonly model: string;
  /** Without it all of them, in their order. */
  readonly source?: LabelSource;
  readonly count: number;
}

/** The same text twenty times is one to label: so many candidates are looked at for each that is given out. */
const looksEach = 4;

/**
 * What is worth a label most, kept for the caller for ten minutes. What the caller was given before and has not decided
 * comes first, so that a page that is loaded again goes on where it was.
 */
export async function claimLabels(
  ledger: Ledger,
  by: Actor,
  { model: name, source, count }: LabelsToClaim,
): Promise<readonly LabelItem[]> {
  const model = await getModel(ledger, name);
  const traffic = await findTraffic(ledger, name);
  const challenger = traffic?.mode === 'shadow' ? traffic.version : null;
  await settleFeedback(ledger.sql);
  const nowMs = ledger.clock();
  const claim = { model: name, actor: by.name, nowMs, untilMs: nowMs + claimMs };
  const wanted = {
    model: name,
    challenger,
    champion: model.aliases[champion] ?? null,
    nowMs,
    mine: null,
    count: count * looksEach,
  };
  const items: LabelItem[] = [];
  const texts = new Set<string>();
  const take = async (ids: readonly string[], why?: LabelSource): Promise<void> => {
    const gone: string[] = [];
    for (const id of ids) {
      const found = await findItem(ledger, id, challenger);
      if (found === null) gone.push(id);
      // A page that asks for disputes only is not shown what was kept for it from another source.
      else if (why !== undefined || source === undefined || found.item.why === source) {
        items.push(why === undefined ? found.item : { ...found.item, why });
        texts.add(found.hash);
      }
    }
    await dropClaims(ledger.sql, gone);
  };
  await take(await renewClaims(ledger.sql, claim));
  for (const each of source === undefined ? labelSources : [source]) {
    if (items.length >= count) break;
    const candidates = await selectCandidates(ledger.sql, each, wanted);
    const found = distinct(candidates, texts).slice(0, count - items.length);
    const mine = await claimTasks(ledger.sql, found, claim);
    await take(
      found.map(({ id }) => id).filter((id) => mine.has(id)),
      each,
    );
  }
  return items.slice(0, count);
}

function distinct(candidates: readonly Candidate[], known: ReadonlySet<string>): readonly Candidate[] {
  const seen = new Set(known);
  return candidates.filter(({ hash }) => !seen.has(hash) && seen.add(hash));
}

export interface FoundItem {
  readonly item: LabelItem;
  /** Of the whole text, as the database makes it of a candidate. */
  readonly hash: string;
}

/** Null: the prediction, or its text, is no longer there. */
export async function findItem(
  { sql: db }: Ledger,
  id: string,
  challenger: number | null,
): Promise<FoundItem | null> {
  const prediction = await selectPrediction(db, id);
  const text = prediction?.text ?? null;
  if (prediction === null || text === null) return null;
  const [feedback = null] = await selectFeedback(db, id, 1);
  const shadow = challenger === null ? null : await selectShadowAnswer(db, id, challenger);
  const disagrees = shadow !== null && shadow.label !== prediction.label;
  const item: LabelItem = {
    prediction: { ...prediction, text: text.slice(0, shownCharacters) },
    why: feedback && feedback.label !== prediction.label ? 'disputed' : disagrees ? 'shadow' : 'unsure',
    feedback,
    challenger: disagrees ? shadow : null,
  };
  return { item, hash: hashOfText(text) };
}
