/**
 * Texts of our own writing that every model is asked when it is made and again before it serves. They cover
 * what classifiers are used for, and what breaks text code: nothing at all, other scripts, emoji, markup.
 */
export const goldenTexts: readonly string[] = [
  'A warm, funny and beautifully acted film; I left the cinema smiling and would see it again tomorrow.',
  'Two hours of my life that nobody will give back. The plot makes no sense and the jokes are painful.',
  'Not bad at all, although the ending is weaker than the beginning and the music never stops.',
  'Congratulations! You have been chosen for a free prize. Call 09001234567 now or text WIN to 80085.',
  'Running ten minutes late, start without me. Shall I bring bread or is there some left?',
  'The central bank left its rate unchanged on Tuesday, and shares in the region rose slightly.',
  'The striker scored twice in the second half to send the home side into the final.',
  'Please help, I cannot sign in since the update and the app closes at once.',
  'ok',
  '',
  'C’était très décevant… ¡qué lástima! Ужасно скучно. とても面白かった 👍🏽',
  '<br />GREAT!!! <b>10/10</b>\tbest\u00a0thing\u200b ever :-)',
];
