import { toSvg } from '../../charts/to-svg.ts';
import type { ClassLine } from '../class-table.ts';
import type { Quality, ReportData } from '../report-data.ts';
import type { Slice } from '../slices.ts';
import { type Html, html, trusted } from './html.ts';
import type { NamedDrawing } from './named-drawing.ts';
import { count, percent, shortRange } from './numbers.ts';

/** How good it is: figures, classes, pictures, slices. */
export function qualitySections({ quality, training }: ReportData, drawings: readonly NamedDrawing[]): Html {
  if (quality === null) return html``;
  return html`<section>
<h2>How good it is</h2>
<p>${judgedOn(quality, training.rows.test)} Ranges are intervals at 95 %.</p>
${figures(quality)}
</section>
<section>
<h2>Class by class</h2>
<div class="scroll">${classesTable(quality.perClass)}</div>
${drawings.filter(isConfusion).map(figure)}
${quality.perClass.length > mostLines ? html`<p class="note">All ${quality.perClass.length} classes are in <code>per-class.csv</code>.</p>` : null}
</section>
<section>
<h2>In pictures</h2>
<div class="pair">
${drawings.filter((drawing) => !isConfusion(drawing)).map(figure)}
</div>
</section>
<section>
<h2>Where it is better and worse</h2>
<div class="scroll">${slicesTable(quality.slices, quality.metrics.accuracy)}</div>
</section>`;
}

function isConfusion({ name }: NamedDrawing): boolean {
  return name === 'confusion';
}

function figure({ name, drawing }: NamedDrawing): Html {
  return html`<figure>${trusted(toSvg(drawing, { id: name, inside: true }))}</figure>
`;
}

function judgedOn({ on, rows }: Quality, testRows: number): string {
  switch (on) {
    case 'held-out rows':
      return `Judged on ${count(testRows)} rows that were held out before anything was learned; the same text never stands on both sides.`;
    case 'test file':
      return `Judged on the ${count(testRows)} rows of a file of their own.`;
    case 'out of fold':
      return `Judged on all ${count(rows)} training rows, each by a model that was fitted without its fold.`;
  }
}

function figures({ metrics, majority, positive }: Quality): Html {
  const of = positive === null ? 'macro average' : `of “${metrics.classes[positive]}”`;
  const line = (name: string, value: string): Html => html`<dt>${name}</dt><dd>${value}</dd>`;
  const share = (value: number | null): string => (value === null ? 'not to be computed' : value.toFixed(3));
  return html`<div class="pair"><dl class="tight">
${line(`Precision, ${of}`, percent(metrics.precision))}
${line(`Recall, ${of}`, percent(metrics.recall))}
${line(`F1, ${of}`, percent(metrics.f1))}
${line('Always answering the largest class', `${percent(majority.accuracy)} accuracy`)}
</dl><dl class="tight">
${line('Area under ROC', share(metrics.roc_auc))}
${line('Average precision', share(metrics.average_precision))}
${line('Log loss', share(metrics.log_loss))}
${line('Calibration error (ECE)', `${(metrics.ece * 100).toFixed(1)} points`)}
</dl></div>`;
}

const mostLines = 40;

function classesTable(lines: readonly ClassLine[]): Html {
  const ranged = (value: number, of: readonly [number, number] | null): Html =>
    html`${percent(value)}${of ? html`<small>${shortRange(of)}</small>` : null}`;
  return html`<table>
<thead><tr><th scope="col">class</th><th scope="col">rows</th><th scope="col" class="wide">called so</th><th scope="col">precision</th><th scope="col">recall</th><th scope="col">F1</th><th scope="col" class="wide">AUC</th></tr></thead>
<tbody>
${lines.slice(0, mostLines).map(
  (line) =>
    html`<tr><th scope="row">${line.label}</th><td>${count(line.support)}</td><td class="wide">${count(line.called)}</td><td>${ranged(line.precision, line.precisionRange)}</td><td>${ranged(line.recall, line.recallRange)}</td><td>${percent(line.f1)}</td><td class="wide">${line.rocAuc === null ? '–' : line.rocAuc.toFixed(3)}</td></tr>
`,
)}</tbody></table>`;
}

function slicesTable(slices: readonly Slice[], whole: number): Html {
  const line = ({ name, rows, accuracy, low, high }: Slice): Html =>
    html`<tr><th scope="row">${name}</th><td>${count(rows)}</td><td>${percent(accuracy)}<small>${shortRange([low, high])}</small></td><td class="wide"><span class="bar"><i style="width:${(accuracy * 100).toFixed(1)}%"></i></span></td><td>${standing(low, high, whole)}</td></tr>
`;
  return html`<table>
<thead><tr><th scope="col">rows with</th><th scope="col">rows</th><th scope="col">right</th><th scope="col" class="wide"></th><th scope="col">beside all</th></tr></thead>
<tbody>${slices.map(line)}</tbody></table>`;
}

function standing(low: number, high: number, whole: number): string {
  if (high < whole) return 'worse';
  return low > whole ? 'better' : 'as all';
}
