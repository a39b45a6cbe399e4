/** The name that was probably meant, or null where none is near; case, hyphens and underscores do not count. */
export function nearestName(given: string, names: Iterable<string>): string | null {
  const wanted = plain(given);
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const distance = editDistance(wanted, plain(name));
    if (distance >= least) continue;
    best = name;
    least = distance;
  }
  return least <= Math.floor(wanted.length / 3) ? best : null;
}

/** Long enough for every name there is; what is longer was no slip of the pen. */
const longest = 40;

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '').slice(0, longest);
}

/** Fewest insertions, deletions and replacements that make one text the other (Levenshtein 1966). */
function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = above[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, above[j] + 1, row[j - 1] + 1));
    }
    above = row;
  }
  return above[other.length];
}
