/**
 * A seeded generator (xoshiro128**, Blackman and Vigna 2018) that is passed in wherever chance is wanted.
 * `fork` gives an independent stream by name, so that adding a consumer never shifts another's numbers.
 */
export interface Random {
  /** Uniform in [0, 1), with 53 random bits. */
  readonly next: () => number;
  /** Uniform integer in [0, bound). */
  readonly below: (bound: number) => number;
  readonly fork: (name: string) => Random;
}

export function createRandom(seed: number | string): Random {
  const text = String(seed);
  const mix = seedMixer(text);
  let a = mix();
  let b = mix();
  let c = mix();
  let d = mix();

  const word = (): number => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return scrambled;
  };
  // 26 high bits and 27 high bits make a double's 53.
  const next = (): number => ((word() >>> 6) * 134217728 + (word() >>> 5)) / 9007199254740992;

  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    fork: (name) => createRandom(`${text}/${name}`),
  };
}

/** Fisher and Yates, in place. */
export function shuffle(items: Int32Array, random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const held = items[i];
    items[i] = items[j];
    items[j] = held;
  }
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/** Spreads a text over as many 32-bit words as are asked for (FNV-1a, then the murmur3 finaliser). */
function seedMixer(text: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
}
