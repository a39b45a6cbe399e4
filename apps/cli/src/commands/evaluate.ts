import type { EvaluateRequest } from '@verdict/engine';
import { runInEngine } from '@verdict/engine';
import { metricsLines } from '../report/metrics-lines.ts';
import { count, duration, rowCount } from '../terminal/numbers.ts';
import { progressOf } from '../terminal/progress.ts';
import { remark, speaker } from '../terminal/say.ts';

export async function runEvaluate(
  request: EvaluateRequest,
  options: { readonly json: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const say = speaker(options);
  const progress = progressOf({ read: 'reading', evaluate: 'evaluating' });
  try {
    const report = await runInEngine('evaluate', request, {
      signal: options.signal,
      onEvent: (event) => {
        if (event.kind === 'progress') progress.update(event.stage, event.fraction);
        else if (event.kind === 'notes') remark(say.note, event.notes);
        else say.warn(event.message);
      },
    });
    progress.end();
    if (options.json) {
      say.json(report);
      return;
    }
    const { rows, recipe, metrics, seconds } = report;
    say.line(`${say.paint('bold', request.model)} (${recipe}) on ${rowCount(rows)} of ${request.data}`);
    say.line();
    for (const line of metricsLines(metrics, metrics.intervals, say.paint)) say.line(line);
    say.line();
    const speed = `${count(Math.round(seconds.rows_per_second))} rows a second, reading included`;
    say.line(`${duration(seconds.total)}  ${say.paint('dim', speed)}`);
  } finally {
    progress.end();
  }
}
