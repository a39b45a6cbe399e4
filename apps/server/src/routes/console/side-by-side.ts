import type * as Wire from '@verdict/api';
import { findRunNumbers, findRuns, type Ledger, readConfusion, runsByNumber } from '@verdict/ledger';
import { presentRun } from '../record/present-runs.ts';
import { parseRunsAsked, presentConfusion, presentFault } from './present-runs.ts';

/** Lines of parallel coordinates that can still be followed. */
const mostFound = 300;
/** Each is a file that is read; more stand on no screen. */
const mostConfusions = 12;

/** A run that is gone leaves the others to look at. */
export async function sideBySide(
  ledger: Ledger,
  asked: Wire.SideBySide,
  options: { readonly signal: AbortSignal },
): Promise<Wire.SideBySideReply> {
  const ids = asked.ids && [...new Set(asked.ids)];
  const found = ids ? null : await findRunNumbers(ledger, parseRunsAsked(asked), mostFound);
  if (found?.fault) {
    return { fault: presentFault(found.fault), runs: [], more: false, missing: [], confusions: {} };
  }
  const runs = ids ? await findRuns(ledger, ids) : await runsByNumber(ledger, found?.numbers ?? []);
  const confusions: Record<string, Wire.ConfusionMatrix> = {};
  for (const { id } of runs.slice(0, mostConfusions)) {
    const confusion = await readConfusion(ledger, id, options);
    if (confusion) confusions[id] = presentConfusion(confusion);
  }
  const known = new Set(runs.map(({ id }) => id));
  return {
    fault: null,
    runs: runs.map(presentRun),
    more: found?.more ?? false,
    missing: (ids ?? []).filter((id) => !known.has(id)),
    confusions,
  };
}
