import { text as readAll } from 'node:stream/consumers';
import { WrongUsage } from '@verdict/engine';
import { readModel } from '@verdict/engine/models';
import { createExplainer, type Explanation } from '@verdict/learn';
import { useModel } from '../record/use-model.ts';
import type { Around } from '../record/with-record.ts';
import { shadeText } from '../report/shade-text.ts';
import { percent } from '../terminal/numbers.ts';
import { type Say, speaker } from '../terminal/say.ts';
import { table } from '../terminal/table.ts';
import { opening, visible } from '../terminal/visible.ts';

export interface ExplainRequest {
  readonly model: string;
  readonly text: string | null;
  /** The class that is argued for; null for the one that was answered. */
  readonly target: string | null;
}

export async function runExplain(request: ExplainRequest, options: Around): Promise<void> {
  if (request.text === null && process.stdin.isTTY)
    throw new WrongUsage('There is nothing to explain; give a text, or one on standard input.');
  const model = await readModel((await useModel(request.model, options)).path, options.signal);
  const text = request.text ?? (await readAll(process.stdin)).replace(/\r?\n$/, '');
  const explanation = createExplainer(model)(text, request.target ?? undefined);
  const say = speaker(options);
  if (options.json) say.json(explanation);
  else sayExplanation(say, text, explanation);
}

const mostGrams = 12;
const barWidth = 20;

function sayExplanation(say: Say, text: string, explanation: Explanation): void {
  const { prediction, target, margin, intercept, grams, spans } = explanation;
  const { paint } = say;
  const doubt = prediction.unsure ? paint('yellow', '  unsure') : '';
  say.line(`${paint('bold', visible(prediction.label))}  ${percent(prediction.confidence)}${doubt}`);
  say.line();
  say.line(`  ${shadeText(text, spans, paint)}`);
  say.line();
  if (grams.length === 0)
    say.line('  The model knows no word of this text; it answers from how frequent the classes are.');

  const shown = grams.slice(0, mostGrams);
  const strongest = Math.max(...shown.map(({ contribution }) => Math.abs(contribution)));
  const lines = table(shown.map(({ text: gram, contribution }) => [opening(gram, 30), signed(contribution)]));
  shown.forEach(({ contribution }, index) => {
    const bar = '━'.repeat(Math.max(1, Math.round((barWidth * Math.abs(contribution)) / strongest)));
    say.line(`  ${lines[index]}  ${paint(contribution < 0 ? 'red' : 'green', bar)}`);
  });
  if (grams.length > shown.length) say.line(paint('dim', `  and ${grams.length - shown.length} weaker ones`));
  say.line();
  say.line(
    `  margin for ${visible(target)} ${paint('bold', signed(margin))} = ${signed(margin - intercept)} from the text ${intercept < 0 ? '−' : '+'} ${Math.abs(intercept).toFixed(3)} from the start`,
  );
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
