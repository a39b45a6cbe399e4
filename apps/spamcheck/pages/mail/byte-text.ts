/** One character a byte, as mail is cut and decoded before anybody knows its charset. */
export function textOfBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  // Arguments of a call are limited; so many are safe everywhere.
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
}

export function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** In the charset that is named, else UTF-8, else as Windows wrote it; never refuses. */
export function decodeCharset(byteText: string, charset: string | null): string {
  const bytes = bytesOfText(byteText);
  const named = decoder(charset);
  if (named) return named.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function decoder(charset: string | null): TextDecoder | null {
  // What calls itself ASCII and holds more is most often UTF-8.
  if (charset === null || /^(?:us-)?ascii$/i.test(charset)) return null;
  try {
    return new TextDecoder(charset.trim());
  } catch {
    return null;
  }
}
