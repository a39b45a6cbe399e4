export type DecodedFile = { readonly text: string } | { readonly refusal: string };

/** Ten thousand messages of two kilobytes. */
export const largestFileBytes = 20 * 2 ** 20;

const kinds: readonly (readonly [start: string, is: string])[] = [
  ['PK\x03\x04', 'a spreadsheet, a document or an archive (zip); save the table as CSV first'],
  ['\xd0\xcf\x11\xe0', 'an old Office document; save the table as CSV first'],
  ['%PDF', 'a PDF; copy the messages into a text file, one a line'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\x1f\x8b', 'compressed (gzip); unpack it first'],
  ['PAR1', 'a Parquet file; save it as CSV first'],
  ['SQLite', 'a database'],
];

/** Known before a file is read: nobody waits for gigabytes only to hear it. */
export function tooLarge(name: string, mostBytes: number): string {
  return `${name} is over ${mostBytes / 2 ** 20} MB; split it, or leave out what is no message.`;
}

/** Bytes as text: by their mark, else UTF-8, else as Windows wrote it. What is no text gets a sentence. */
export function decodeFile(name: string, bytes: Uint8Array): DecodedFile {
  if (bytes.length > largestFileBytes) return { refusal: tooLarge(name, largestFileBytes) };
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  const known = kinds.find(([magic]) => start.startsWith(magic));
  if (known) return { refusal: `${name} holds no lines of text: it is ${known[1]}.` };
  const utf16 = start.startsWith('\xff\xfe') ? 'utf-16le' : start.startsWith('\xfe\xff') ? 'utf-16be' : null;
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes) };
  if (bytes.subarray(0, 65_536).includes(0)) {
    return {
      refusal: `${name} holds no lines of text, but bytes that are none; save it as CSV, JSON lines or plain text.`,
    };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes) };
  }
}
