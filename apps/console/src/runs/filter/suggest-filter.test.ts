import { describe, expect, test } from 'vitest';
import { type Known, searchOfNames, suggestFilter, withSuggestion } from './suggest-filter.ts';

const known: Known = {
  experiments: ['films'],
  params: ['recipe', 'learning rate'],
  metrics: ['accuracy', 'macro_f1'],
  tags: ['team'],
  values: new Map([['params.recipe', ['nb-logreg', "it's"]]]),
};

describe('suggestions for a filter', () => {
  /** The caret stands at the bar. */
  const at = (marked: string) => {
    const caret = marked.indexOf('|');
    return suggestFilter(marked.replace('|', ''), caret, known);
  };

  test.each([
    ['acc|', ['metrics.accuracy']],
    ['metrics.|', ['metrics.accuracy', 'metrics.macro_f1']],
    ['METRICS.m|', ['metrics.macro_f1']],
    ['params.lear|', ['params."learning rate"']],
    ['params."lear|', ['params."learning rate"']],
    ['metrics.accuracy |', ['>', '>=', '<', '<=', '=', '!=']],
    ['metrics.accuracy >|', ['>=']],
    ['metrics.accuracy > |', []],
    ['metrics.accuracy > 0.9 |', ['and']],
    ['metrics.accuracy > 0.9 an|', ['and']],
    ['metrics.accuracy > 0.9 and rec|', ['params.recipe']],
    ['params.recipe |', ['=', '!=', 'like', 'ilike', 'in', 'not in']],
    ['params.recipe = |', ["'nb-logreg'", "'it''s'"]],
    ["params.recipe = 'n|", ["'nb-logreg'"]],
    ['params.recipe in |', ['(']],
    ['params.recipe not |', ['in']],
    ['params.recipe in (|', ["'nb-logreg'", "'it''s'"]],
    ["params.recipe in ('nb-logreg', |", ["'nb-logreg'", "'it''s'"]],
    ["params.recipe in ('nb-logreg') |", ['and']],
    ['status = |', ["'running'", "'scheduled'", "'finished'", "'failed'", "'killed'"]],
    ['params.nothing = |', []],
    ["status = 'finished' and acc| and x = 1", ['metrics.accuracy']],
  ])('%s', (marked, texts) => {
    expect(at(marked).items.map(({ text }) => text)).toEqual(texts);
  });

  test('nothing written yet: the first of what there is', () => {
    expect(at('|').items[0]).toEqual({ text: 'metrics.accuracy', hint: 'metric' });
    expect(at('|').items).toHaveLength(8);
  });

  test('one that is chosen stands for what was being written, and the rest stays', () => {
    const filter = 'acc and status = 1';
    const suggestions = suggestFilter(filter, 3, known);
    expect(withSuggestion(filter, suggestions, suggestions.items[0])).toEqual({
      filter: 'metrics.accuracy and status = 1',
      caret: 17,
    });
  });

  test.each([
    ['films', "run_name ilike '%films%'"],
    [' two words ', "run_name ilike '%two words%'"],
    ['metrics.x', null],
    ["it's", null],
    ['a > 1', null],
    ['', null],
  ])('%j alone is looked for as %j', (words, filter) => {
    expect(searchOfNames(words)).toBe(filter);
  });
});
