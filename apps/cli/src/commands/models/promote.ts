import { Refusal, WrongUsage } from '@verdict/engine';
import { findVersion } from '../../record/fetch-model.ts';
import { recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { judgementLines } from '../../report/model-lines.ts';
import { progressOf } from '../../terminal/progress.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export interface PromoteAsked {
  readonly candidate: string;
  readonly on: string | null;
  readonly reason: string | null;
  readonly force: boolean;
}

export async function promoteModel(
  { candidate, on, reason, force }: PromoteAsked,
  around: Around,
): Promise<void> {
  if (force && (reason === null || reason.trim() === ''))
    throw new WrongUsage('--force moves past the judge, so it needs --reason with why; that is kept.');
  const reference = recordArgument(candidate, 'model');
  const { reply, called } = await withRecord(around, async ({ client }) => {
    const progress = progressOf({ judge: 'judging' });
    try {
      progress.update('judge', null);
      const { version } = await findVersion(client, reference, 'latest');
      const reply = await client.models.promote(reference.name, {
        version,
        ...(on !== null && { on }),
        ...(force && { force }),
        ...(reason !== null && { reason }),
      });
      return { reply, called: `${reference.name}@${version}` };
    } finally {
      progress.end();
    }
  });
  const say = speaker(around);
  const { promoted, forced, from, judgement } = reply;
  if (around.json) say.json(withIsoTimes(reply));
  else {
    if (judgement) {
      // Who forces knows the rest by now.
      const shown = forced
        ? { ...judgement, reasons: judgement.reasons.filter(({ passed }) => !passed) }
        : judgement;
      for (const line of judgementLines(shown, say.paint)) say.line(line);
      say.line();
    }
    if (promoted) {
      const before = from === null ? 'before it nothing was' : `before it was @${from}`;
      const how = forced ? ', forced' : '';
      say.line(`${say.paint(['bold', 'green'], called)}  in service${how}; ${before}`);
    }
  }
  if (!promoted) throw new Refusal(refusal(called, from, judgement?.reasons ?? []));
}

function refusal(
  called: string,
  from: number | null,
  reasons: readonly { readonly rule: string; readonly passed: boolean }[],
): string {
  if (from !== null && called.endsWith(`@${from}`))
    return `${called} is in service already; nothing was moved.`;
  const stays = from === null ? 'nothing is in service' : `@${from} stays in service`;
  const failed = reasons.filter(({ passed }) => !passed);
  // A better one would be refused for the same reason.
  const tooFew = failed.length > 0 && failed.every(({ rule }) => rule === 'rows');
  const remedy = tooFew ? 'judge it on more rows with --on NAME@V' : 'train a better one';
  return `The judge refuses ${called}, and ${stays}; ${remedy}, or move it with --force --reason "why".`;
}
