/**
 * English words that carry grammar rather than subject, for recipes that drop them; kept close to the classical
 * lists of some 180 words, because the spam recipe repeats a system that used one.
 *
 * They meet lower-case tokens of letters and digits, so an apostrophe has already cut its word in two: the
 * pieces stand here ("don" and "t"), the whole ("don't") could never match. Of the pieces, "won" and "ma" are
 * words in their own right; dropping them is the price.
 * Negations (not, no, nor) are in the list, as is usual; a recipe about opinions should not use it.
 */
export const stopWords: ReadonlySet<string> = new Set(
  [
    // Pronouns and their possessives.
    'i me my myself we our ours ourselves you your yours yourself yourselves',
    'he him his himself she her hers herself it its itself they them their theirs themselves',
    'this that these those who whom which what',
    // Be, have, do, and the verbs that only help others.
    'am is are was were be been being have has had having do does did doing can will should',
    // Articles and conjunctions.
    'a an the and but or nor if because as until while than so',
    // Prepositions and particles.
    'of at by for with about against between into through during before after above below to from',
    'up down in out on off over under',
    // Adverbs, and words of quantity.
    'again further then once here there when where why how now just only too very',
    'all any both each few more most other some such no not own same',
    // What an apostrophe leaves: the verb before n't, and 's, 't, 'd, 'll, 'm, 're, 've, o', y', ma'.
    'ain aren couldn didn doesn don hadn hasn haven isn mightn mustn needn shan shouldn wasn weren won wouldn',
    's t d ll m o re ve y ma',
  ].flatMap((line) => line.split(' ')),
);
