import { expect, it } from 'vitest';
import { odditiesOf } from './text-oddities.ts';

it.each([
  ['cafÃ© au lait', ['mojibake']],
  ['Itâ€™s fine', ['mojibake']],
  ['Itâ\x80\x99s fine', ['mojibake']],
  ['only Â£5', ['mojibake']],
  ['great ðŸ˜€', ['mojibake']],
  ['ï»¿first', ['mojibake']],
  ['Ð¿Ñ€Ð¸', ['mojibake']],
  ['caf\ufffd', ['lost-characters']],
  ['half \ud83d only', ['lost-characters']],
  ['a\0b', ['control-characters']],
  ['a\x1bb', ['control-characters']],
  ['don\x92t', ['control-characters']],
  ['fish &amp; chips', ['html-entities']],
  ['it&#39;s &#x27;', ['html-entities']],
  ['Ã© &lt; \ufffd', ['mojibake', 'lost-characters', 'html-entities']],
])('%j has %j', (text, oddities) => {
  expect(odditiesOf(text)).toEqual(oddities);
});

it.each([
  'Plain English, with tabs\tand\r\nlines.',
  'Le château, naïve, ÊTRE, Âge, œuvre — « ça »',
  'SÃO PAULO, IRMÃ” disse, ESPAÑA, ESPAÑ»',
  'ДОБРЫЙ ДЕНЬ, 日本語, 😀👍🏽',
  'R&D; AT&T; salt & pepper; a&b',
  'Ðað er Ísland; Ñandú',
])('%j is in order', (text) => {
  expect(odditiesOf(text)).toEqual([]);
});
