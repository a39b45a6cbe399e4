/** Traces that a wrong encoding or a careless export leaves in a text. */
export type Oddity = 'mojibake' | 'lost-characters' | 'control-characters' | 'html-entities';

/** One quick pass lets the great majority of texts go; what it stops is looked at closely. */
const suspect = /[\0-\x08\x0b\x0e-\x1f\x7f-\x9f&ÂÃÐÑâðï\ud800-\udfff\ufffd]/;

/**
 * The bytes of a UTF-8 sequence, each read as a character of Latin-1 (or Windows-1252, which puts letters and
 * signs where Latin-1 has C1 controls). Quotation marks and dashes of Windows-1252 are left out, and » too:
 * after a capital Ã or Ñ they are ordinary Portuguese and Spanish.
 */
const mojibake = /[ÂÃÐÑ][\x80-\xba\xbc-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™šœžŸ]|â(?:€|\x80)|ð(?:Ÿ|\x9f)|ï»¿|ï¿½/;
const control = /[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]/;
const htmlEntity = /&(?:[a-z][a-z0-9]{1,7}|#\d{1,7}|#x[0-9a-f]{1,6});/i;

export function odditiesOf(text: string): readonly Oddity[] {
  if (!suspect.test(text)) return none;
  const oddities: Oddity[] = [];
  if (mojibake.test(text)) oddities.push('mojibake');
  // A C1 control inside mojibake is the same fault, told once.
  else if (control.test(text)) oddities.push('control-characters');
  if (text.includes('\ufffd') || !text.isWellFormed()) oddities.push('lost-characters');
  if (htmlEntity.test(text)) oddities.push('html-entities');
  return oddities;
}

const none: readonly Oddity[] = [];
