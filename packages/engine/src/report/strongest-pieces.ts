import type { Model } from '@verdict/learn';

/** The pieces of text that speak loudest for one class. */
export interface ClassPieces {
  readonly label: string;
  readonly pieces: readonly { readonly text: string; readonly weight: number }[];
}

type ModelSet = Model['sets'][number];

/** More classes than this nobody reads through. */
const mostClasses = 30;

/**
 * The n-grams of the largest weight for each class: of two classes the weight itself, of more what lies above the mean
 * of all. Null where words have no weight of their own, as in a forest, or are known by their hash alone. Time
 * n-grams · classes.
 */
export function strongestPieces(model: Model, most = 12): readonly ClassPieces[] | null {
  const { head, classes } = model;
  const sets = model.sets.filter(({ options }) => options.hashBits === undefined);
  if (head.kind !== 'linear' || sets.length === 0) return null;
  return classes.slice(0, mostClasses).map((label, k) => {
    const found = new Map<string, number>();
    for (const set of sets) {
      const read = gramTexts(set);
      for (const { gram, weight } of topGrams(set, head.outputs, k, most)) {
        const text = read(gram);
        found.set(text, Math.max(weight, found.get(text) ?? 0));
      }
    }
    const pieces = Array.from(found, ([text, weight]) => ({ text, weight }))
      .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1))
      .slice(0, most);
    return { label, pieces };
  });
}

interface Weighed {
  readonly gram: number;
  readonly weight: number;
}

function topGrams(set: ModelSet, outputs: number, k: number, most: number): readonly Weighed[] {
  const { weights, scales } = set;
  const gain = set.options.gain ?? 1;
  const top: Weighed[] = [];
  for (let gram = 0; gram < scales.length; gram++) {
    let own = 0;
    if (outputs === 1) own = k === 1 ? weights[gram] : -weights[gram];
    else {
      let sum = 0;
      for (let other = 0; other < outputs; other++) sum += weights[gram * outputs + other];
      own = weights[gram * outputs + k] - sum / outputs;
    }
    const weight = own * gain;
    if (weight <= 0 || (top.length === most && weight <= top[most - 1].weight)) continue;
    let place = top.length;
    while (place > 0 && top[place - 1].weight < weight) place--;
    top.splice(place, 0, { gram, weight });
    if (top.length > most) top.pop();
  }
  return top;
}

/** Spaces that stand for the ends of words are made visible. */
const visibleSpace = '␣';

/** Grams are numbered over the levels: tokens, then each level as a gram of the one below and one more token. */
function gramTexts({ tree, options }: ModelSet): (gram: number) => string {
  const { tokens, levels } = tree;
  const isCharacters = options.tokens === 'characters' || options.tokens === 'characters-in-words';
  const tokenAt = (id: number): string => {
    const token = String.fromCharCode(...tokens.arena.subarray(tokens.starts[id], tokens.starts[id + 1]));
    return isCharacters ? token.replace(' ', visibleSpace) : token;
  };
  return (gram) => {
    let level = -1;
    let number = gram;
    let size = tokens.count;
    while (number >= size) {
      number -= size;
      level++;
      size = levels[level].prefix.length;
    }
    const pieces: string[] = [];
    for (; level >= 0; level--) {
      pieces.unshift(tokenAt(levels[level].last[number]));
      number = levels[level].prefix[number];
    }
    pieces.unshift(tokenAt(number));
    return pieces.join(isCharacters ? '' : ' ');
  };
}
