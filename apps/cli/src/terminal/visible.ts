/** Text from a file or a stranger as a terminal may show it: control characters could move its cursor or worse. */
export function visible(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** The beginning of a text on one line. */
export function opening(text: string, width: number): string {
  const line = visible(
    text
      .slice(0, 4 * width)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
