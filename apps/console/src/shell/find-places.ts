export interface Place {
  readonly name: string;
  /** What kind of thing it is. */
  readonly kind: string;
  readonly href: string;
}

/** As many as are seen without scrolling. */
const mostFound = 9;

/** Ids are shown cut and copied whole; what looks like one is offered as what it might be. */
const looksLikeRun = /^[0-9a-f]{8,32}$/;
const looksLikeUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** First what begins with the words, then what has them; each word somewhere, in any order. */
export function findPlaces(places: readonly Place[], asked: string): readonly Place[] {
  const text = asked.trim().toLowerCase();
  if (text === '') return places.slice(0, mostFound);
  const words = text.split(/\s+/);
  const found = places
    .map((place, order) => ({ place, order, rank: rankOf(place, text, words) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ place }) => place);
  return [...byId(text), ...found].slice(0, mostFound);
}

function rankOf({ name, kind }: Place, text: string, words: readonly string[]): number {
  const own = name.toLowerCase();
  const whole = `${own} ${kind.toLowerCase()}`;
  if (own === text) return 0;
  if (own.startsWith(text)) return 1;
  if (own.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(text))) return 2;
  return words.every((word) => whole.includes(word)) ? 3 : Number.POSITIVE_INFINITY;
}

function byId(text: string): readonly Place[] {
  if (looksLikeUuid.test(text)) {
    return [
      { name: text, kind: 'Job', href: `/jobs/${text}` },
      { name: text, kind: 'Prediction', href: `/predictions/${text}` },
      { name: text, kind: 'Batch', href: `/batches/${text}` },
    ];
  }
  return looksLikeRun.test(text) ? [{ name: text, kind: 'Run', href: `/runs/${text}` }] : [];
}
