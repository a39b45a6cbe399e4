/** RFC 2045; what breaks its rules stands as it is, as mail programs show it. */
export function decodeTransfer(byteText: string, encoding: string): string {
  const kind = encoding.trim().toLowerCase();
  if (kind === 'base64') return decodeBase64(byteText);
  if (kind === 'quoted-printable') return decodeQuotedPrintable(byteText);
  return byteText;
}

export function decodeBase64(text: string): string {
  const letters = text.replace(/[^A-Za-z0-9+/]/g, '');
  // One letter over holds no whole byte: the end was cut off.
  return atob(letters.length % 4 === 1 ? letters.slice(0, -1) : letters);
}

export function decodeQuotedPrintable(text: string): string {
  return text
    .replace(/=[ \t]{0,76}\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
