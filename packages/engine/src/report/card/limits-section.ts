import type { Limit } from '../limits.ts';
import { type Html, html } from './html.ts';

/** Without these the figures would be misread, so they stand out and come first. */
const grave = new Set([
  'not-measured',
  'no-better-than-majority',
  'few-rows',
  'unknown-labels',
  'calibration',
]);

export function limitsSection(limits: readonly Limit[]): Html {
  return html`<section>
<h2>Know before you use it</h2>
${limits.filter(({ kind }) => grave.has(kind)).map(({ message }) => html`<p class="grave">${message}</p>`)}
<ul class="limits">
${limits.filter(({ kind }) => !grave.has(kind)).map(({ message }) => html`<li>${message}</li>`)}
</ul>
</section>`;
}
