import { describe, expect, it } from 'vitest';
import { mostCharacters } from '../review-rules.ts';
import { checkReview } from './check-review.ts';

describe('a review before it is sent', () => {
  it.each([
    ['nothing', '', false],
    ['blanks', '   \n ', false],
    ['four words', 'one two three four', false],
    ['five words', 'one two three four five', true],
    ['five words of a script without spaces', '这部电影非常好看', true],
    ['signs alone', '!!! ??? ... --- +++', false],
    ['as long as may be', `a b c d e${'x'.repeat(mostCharacters - 9)}`, true],
    ['one character too many', `a b c d e${'x'.repeat(mostCharacters - 8)}`, false],
    ['a pasted book', 'so long '.repeat(100_000), false],
  ])('of %s', (_what, text, mayBeSent) => {
    expect(checkReview(text).mayBeSent).toBe(mayBeSent);
  });

  it('does not count blanks around it as characters', () => {
    expect(checkReview('  abc  ').charactersLeft).toBe(mostCharacters - 3);
  });
});
