export interface PartLimits {
  readonly texts: number;
  readonly characters: number;
  /** Of one text; longer ones are not sent. */
  readonly longest: number;
}

export interface Plan {
  /** Places of the texts that go into one request, request after request. */
  readonly parts: readonly (readonly number[])[];
  readonly blank: readonly number[];
  readonly tooLong: readonly number[];
}

/** The same bounds as the server's, which refuses what is beyond them. */
export const partLimits = { texts: 200, characters: 2 ** 18, longest: 100_000 } as const;

export function planParts(texts: readonly string[], limits: PartLimits = partLimits): Plan {
  const parts: number[][] = [];
  const blank: number[] = [];
  const tooLong: number[] = [];
  let characters = 0;
  for (const [at, text] of texts.entries()) {
    if (!/\S/.test(text)) blank.push(at);
    else if (text.length > limits.longest) tooLong.push(at);
    else {
      const last = parts.at(-1);
      if (!last || last.length >= limits.texts || characters + text.length > limits.characters) {
        parts.push([at]);
        characters = text.length;
      } else {
        last.push(at);
        characters += text.length;
      }
    }
  }
  return { parts, blank, tooLong };
}
