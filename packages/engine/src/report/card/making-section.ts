import { machineLine } from '../../record/machine.ts';
import type { ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { count, duration, fileSize, percent } from './numbers.ts';

/** The data, how it was made, and how to make it again. */
export function makingSection(data: ReportData): Html {
  return html`<section>
<h2>Its data</h2>
${dataFacts(data)}
</section>
<section>
<h2>How it was made</h2>
${facts(data)}
<details><summary>the recipe, written out</summary><pre>${JSON.stringify(data.training.recipe_json, null, 2)}</pre></details>
</section>
<section>
<h2>How to make it again</h2>
<pre>${data.command}</pre>
<p class="note">On data of the same version, with the same version of Node and of the learning code, this gives a model file of the same bytes: <code>${data.training.model.sha256}</code></p>
</section>`;
}

const mostClasses = 40;

function dataFacts({ training, names }: ReportData): Html {
  const { data, test_data: test, findings } = training;
  const notes = findings.filter(({ severity }) => severity !== 'refuse');
  return html`<dl>
<dt>Training data</dt><dd>${names.data}, ${count(data.rows)} rows</dd>
<dt>Its version</dt><dd><code>${data.version}</code></dd>
${
  test
    ? html`<dt>Test data</dt><dd>${names.test}, ${count(test.rows)} rows</dd><dt>Its version</dt><dd><code>${test.version}</code></dd>`
    : html`<dt>Held out</dt><dd>${training.holdout === 0 ? 'nothing' : `${count(training.rows.test)} rows (${percent(training.holdout, 0)}), each class in its share`}</dd>`
}
</dl>
<h3>Classes</h3>
<div class="scroll"><table><tbody>
${data.classes.slice(0, mostClasses).map(
  ({ label, rows }) =>
    html`<tr><th scope="row">${label}</th><td>${count(rows)}</td><td>${percent(rows / data.rows)}<span class="bar"><i style="width:${((rows / data.rows) * 100).toFixed(1)}%"></i></span></td></tr>
`,
)}</tbody></table></div>
${data.classes.length > mostClasses ? html`<p class="note">and ${data.classes.length - mostClasses} more classes</p>` : null}
${notes.length > 0 ? html`<h3>What the checks found</h3><ul class="limits">${notes.map(({ message }) => html`<li>${message}</li>`)}</ul>` : null}`;
}

function facts({ training, unsureBelow, threshold }: ReportData): Html {
  const { surroundings, seconds, sweep } = training;
  const line = (name: string, value: Html | string): Html => html`<dt>${name}</dt><dd>${value}</dd>
`;
  const git = surroundings?.git ?? null;
  return html`<dl>
${line('Recipe', training.recipe)}
${sweep ? line('Chosen among', `${count(sweep.ranking.length)} recipes, by ${sweep.scoring} over ${sweep.folds} folds of the training rows`) : null}
${line('Seed', String(training.seed))}
${training.positive === null ? null : line('Positive class', training.positive)}
${threshold === null ? null : line('Threshold', threshold.toFixed(3))}
${unsureBelow > 0 ? line('Marked unsure', `below a confidence of ${percent(unsureBelow)}`) : null}
${line('Model file', html`${fileSize(training.model.bytes)}, <code>${training.model.sha256}</code>`)}
${line('Node', training.node)}
${line('Learning code', html`<code>${training.learn}</code>`)}
${
  git
    ? line(
        'Commit',
        html`<code>${git.commit}</code>${git.branch === null ? '' : ` on ${git.branch}`}${git.dirty ? ', with changes that are not in it' : ''}`,
      )
    : line('Commit', 'not trained in a git repository')
}
${surroundings ? line('Machine', machineLine(surroundings.machine)) : null}
${line('Duration', `${duration(seconds.read + seconds.sweep + seconds.features + seconds.fit + seconds.evaluate)}: reading ${duration(seconds.read)}, features ${duration(seconds.features)}, fitting ${duration(seconds.fit)}, judging ${duration(seconds.evaluate)}`)}
</dl>`;
}
