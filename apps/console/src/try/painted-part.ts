import type { Span } from '@verdict/ui';

/** Each word may become an element of its own, and a page of 20,000 of them stops answering to the keyboard. */
export const mostPainted = 10_000;

export interface PaintedPart {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly isWhole: boolean;
}

/** The beginning of a long text, cut between two characters and never within one, with what was said of it. */
export function paintedPart(text: string, spans: readonly Span[], most = mostPainted): PaintedPart {
  if (text.length <= most) return { text, spans, isWhole: true };
  const end = isHighSurrogate(text.charCodeAt(most - 1)) ? most - 1 : most;
  return { text: text.slice(0, end), spans: spans.filter((span) => span.end <= end), isWhole: false };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
