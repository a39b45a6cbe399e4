import { limitsOf } from '../limits.ts';
import type { ReportData } from '../report-data.ts';
import { cardStyle } from './card-style.ts';
import { headSection } from './head-section.ts';
import { html, trusted } from './html.ts';
import { limitsSection } from './limits-section.ts';
import { makingSection } from './making-section.ts';
import type { NamedDrawing } from './named-drawing.ts';
import { qualitySections } from './quality-sections.ts';
import { wordsSection } from './words-section.ts';

/**
 * One file that needs nothing else: no script, no network, pictures inside. The policy forbids what escaping might have
 * missed. Texts of the data are not in it, so that it can be shown around; words that the model weighs are.
 */
export function modelCard(data: ReportData, drawings: readonly NamedDrawing[]): string {
  const { name } = data.training.model;
  const limits = limitsOf(data);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${name} – model card</title>
<style>${trusted(cardStyle)}</style>
</head>
<body>
<main>
${headSection(data)}
${limitsSection(limits)}
${qualitySections(data, drawings)}
${wordsSection(data)}
${makingSection(data)}
<footer>Made by Verdict from the facts of one training. What happened to the model afterwards, who judged it and where it serves, is on record under its name.</footer>
</main>
</body>
</html>
`.markup;
}
