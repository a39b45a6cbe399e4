/**
 * The suffix stripper of M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, 130–137,
 * with the departures that NLTK's PorterStemmer makes by default, because the spam recipe repeats a system
 * that was built on it: a short list of irregular forms, words of one or two letters left alone, `y` turned
 * into `i` after any consonant, `dies` → `die`, and four changed rules (bli, alli, fulli, logi).
 *
 * A word is read as [C](VC)^m[V], C and V being runs of consonants and vowels; m is its measure.
 * Whatever is not a vowel is a consonant, digits too; y is a vowel after a consonant.
 * Linear in the word's length, about 0.3 µs for a common word; whoever stems a corpus stems its vocabulary.
 */
export function porterStem(word: string): string {
  const lower = word.toLowerCase();
  const irregular = irregularForms.get(lower);
  if (irregular !== undefined) return irregular;
  if (word.length <= 2) return lower;
  let stem = stripPlural(lower);
  stem = stripPast(stem);
  stem = turnFinalY(stem);
  stem = mergeDoubleSuffix(stem);
  stem = shortenSuffix(stem);
  stem = dropSuffix(stem);
  return undoubleL(dropFinalE(stem));
}

const irregularForms: ReadonlyMap<string, string> = new Map([
  ['skies', 'sky'],
  ['sky', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['news', 'news'],
  ['innings', 'inning'],
  ['inning', 'inning'],
  ['outings', 'outing'],
  ['outing', 'outing'],
  ['cannings', 'canning'],
  ['canning', 'canning'],
  ['howe', 'howe'],
  ['proceed', 'proceed'],
  ['exceed', 'exceed'],
  ['succeed', 'succeed'],
]);

/** Step 1a: caresses → caress, ponies → poni, cats → cat. */
function stripPlural(word: string): string {
  if (!word.endsWith('s')) return word;
  if (word.endsWith('ies')) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith('sses')) return word.slice(0, -2);
  return word.endsWith('ss') ? word : word.slice(0, -1);
}

/** Step 1b: agreed → agree, plastered → plaster, hopping → hop, filing → file. */
function stripPast(word: string): string {
  if (word.endsWith('ied')) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith('eed')) return measure(word, word.length - 3) > 0 ? word.slice(0, -1) : word;
  const cut = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
  if (cut === 0 || !hasVowel(word, word.length - cut)) return word;

  const stem = word.slice(0, -cut);
  if (stem.endsWith('at') || stem.endsWith('bl') || stem.endsWith('iz')) return `${stem}e`;
  const last = stem.length - 1;
  if (stem[last] === stem[last - 1] && isConsonant(stem, last)) {
    return 'lsz'.includes(stem[last]) ? stem : stem.slice(0, -1);
  }
  return measure(stem, stem.length) === 1 && endsShort(stem, stem.length) ? `${stem}e` : stem;
}

/** Step 1c: happy → happi, fly → fli; enjoy and by stay. */
function turnFinalY(word: string): string {
  const end = word.length - 1;
  return word.endsWith('y') && end > 1 && isConsonant(word, end - 1) ? `${word.slice(0, end)}i` : word;
}

/** Step 2: relational → relate, digitizer → digitize, callousness → callous. */
function mergeDoubleSuffix(word: string): string {
  const rule = findRule(step2, word);
  if (!rule) return word;
  const [suffix, replacement] = rule;
  const end = word.length - suffix.length;
  // The l of logi counts with the stem, so that geology goes the way of archaeology.
  if (measure(word, suffix === 'logi' ? end + 1 : end) === 0) return word;
  const merged = word.slice(0, end) + replacement;
  return suffix === 'alli' ? mergeDoubleSuffix(merged) : merged;
}

/** Step 3: triplicate → triplic, hopeful → hope. */
function shortenSuffix(word: string): string {
  const rule = findRule(step3, word);
  if (!rule) return word;
  const end = word.length - rule[0].length;
  return measure(word, end) > 0 ? word.slice(0, end) + rule[1] : word;
}

/** Step 4: revival → reviv, adoption → adopt. */
function dropSuffix(word: string): string {
  const rule = findRule(step4, word);
  if (!rule) return word;
  const end = word.length - rule[0].length;
  if (measure(word, end) <= 1) return word;
  if (rule[0] === 'ion' && word[end - 1] !== 's' && word[end - 1] !== 't') return word;
  return word.slice(0, end);
}

/** Step 5a: probate → probat, cease → ceas; rate stays. */
function dropFinalE(word: string): string {
  if (!word.endsWith('e')) return word;
  const end = word.length - 1;
  const m = measure(word, end);
  return m > 1 || (m === 1 && !endsShort(word, end)) ? word.slice(0, end) : word;
}

/** Step 5b: controll → control; roll stays. */
function undoubleL(word: string): string {
  return word.endsWith('ll') && measure(word, word.length - 1) > 1 ? word.slice(0, -1) : word;
}

type Rule = readonly [suffix: string, replacement: string];

const step2 = rulesByPenultimate([
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['fulli', 'ful'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['logi', 'log'],
]);

const step3 = rulesByPenultimate([
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
]);

const step4 = rulesByPenultimate(
  'al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize'
    .split(' ')
    .map((suffix) => [suffix, ''] as const),
);

/** Porter's own switch: the last letter but one leaves one or two rules to try. Longer suffixes stand first. */
function rulesByPenultimate(rules: readonly Rule[]): ReadonlyMap<number, readonly Rule[]> {
  return Map.groupBy(rules, ([suffix]) => suffix.charCodeAt(suffix.length - 2));
}

function findRule(rules: ReadonlyMap<number, readonly Rule[]>, word: string): Rule | undefined {
  const candidates = rules.get(word.charCodeAt(word.length - 2));
  if (!candidates) return undefined;
  for (const rule of candidates) if (word.endsWith(rule[0])) return rule;
  return undefined;
}

/** m of the first `end` letters: how often a consonant follows a vowel. */
function measure(word: string, end: number): number {
  let m = 0;
  let consonant = false;
  for (let i = 0; i < end; i++) {
    const before = consonant;
    consonant = isConsonantAfter(word.charCodeAt(i), before);
    if (i > 0 && consonant && !before) m++;
  }
  return m;
}

function hasVowel(word: string, end: number): boolean {
  let consonant = false;
  for (let i = 0; i < end; i++) {
    consonant = isConsonantAfter(word.charCodeAt(i), consonant);
    if (!consonant) return true;
  }
  return false;
}

function isConsonant(word: string, at: number): boolean {
  let start = at;
  while (start > 0 && word.charCodeAt(start) === letterY) start--;
  let consonant = false;
  for (let i = start; i <= at; i++) consonant = isConsonantAfter(word.charCodeAt(i), consonant);
  return consonant;
}

/** Ends consonant, vowel, consonant other than w, x, y; or is just a vowel and a consonant. */
function endsShort(word: string, end: number): boolean {
  if (end < 2 || !isConsonant(word, end - 1) || isConsonant(word, end - 2)) return false;
  if (end === 2) return true;
  return isConsonant(word, end - 3) && !'wxy'.includes(word[end - 1]);
}

const letterY = 121;

function isConsonantAfter(letter: number, afterConsonant: boolean): boolean {
  switch (letter) {
    case 97: // a
    case 101: // e
    case 105: // i
    case 111: // o
    case 117: // u
      return false;
    case letterY:
      return !afterConsonant;
    default:
      return true;
  }
}
