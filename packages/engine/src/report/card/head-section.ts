import type { ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { count, fileSize, percent, range } from './numbers.ts';

/** What it is for, and the four figures to begin with. */
export function headSection(data: ReportData): Html {
  const { training, classes, quality } = data;
  return html`<header>
<h1>${training.model.name}</h1>
<p class="lead">${taskLine(data)}</p>
</header>
<div class="tiles">
${
  quality
    ? [
        tile(percent(quality.metrics.accuracy), 'accuracy', range(quality.accuracyRange)),
        tile(
          percent(quality.metrics.macro_f1),
          'macro F1',
          quality.macroF1Range ? range(quality.macroF1Range) : 'every class counts the same',
        ),
        tile(count(quality.rows), 'rows judged', quality.on),
      ]
    : [tile('–', 'accuracy', 'not measured'), tile(count(classes.length), 'classes', '')]
}
${tile(fileSize(training.model.bytes), 'model file', `fitted on ${count(training.rows.train)} rows`)}
</div>`;
}

function tile(figure: string, name: string, more: string): Html {
  return html`<div><span>${name}</span><b>${figure}</b><span>${more}</span></div>
`;
}

const mostClasses = 12;

function taskLine({ classes, training, day }: ReportData): string {
  const shown = classes
    .slice(0, mostClasses)
    .map((name) => `“${name.length > 40 ? `${name.slice(0, 39)}…` : name}”`);
  const last = shown.length > 1 && classes.length <= mostClasses ? shown.pop() : undefined;
  const more = classes.length > mostClasses ? ` and ${classes.length - mostClasses} more` : '';
  return `Reads a text and says which of ${count(classes.length)} classes it belongs to: ${shown.join(', ')}${last ? ` or ${last}` : ''}${more}, and how sure it is. Recipe ${training.recipe}, trained on ${dayInWords(day)}.`;
}

/** As 21 November 2026, whatever the language of the machine. */
function dayInWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
