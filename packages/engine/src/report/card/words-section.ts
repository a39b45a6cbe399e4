import type { ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';

/** What the model looks at: the pieces of text with the largest weights. */
export function wordsSection({ pieces, classes }: ReportData): Html {
  if (pieces === null) {
    return html`<section><h2>What it looks at</h2><p class="note">This kind of model has no weight a word that could be shown.</p></section>`;
  }
  return html`<section>
<h2>What it looks at</h2>
<p>The words and phrases with the largest weights for each class, the strongest first. A name, a date or a web address among them is a sign that it has learned something about its data and not about the task.</p>
<div class="pair">
${pieces.map(
  ({
    label,
    pieces: own,
  }) => html`<div><h3>speaks for ${label}</h3><ul class="words">${own.map(({ text }) => html`<li>${text}</li>`)}</ul></div>
`,
)}</div>
${classes.length > pieces.length ? html`<p class="note">and ${classes.length - pieces.length} more classes</p>` : null}
</section>`;
}
