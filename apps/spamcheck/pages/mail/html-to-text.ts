/** Elements whose content nobody reads. */
const unread = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'object']);
const breaks = new Set(
  'address article aside blockquote br dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  sect: '§',
  deg: '°',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  times: '×',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  atilde: 'ã',
  aring: 'å',
  aelig: 'æ',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  igrave: 'ì',
  iacute: 'í',
  icirc: 'î',
  iuml: 'ï',
  ntilde: 'ñ',
  ograve: 'ò',
  oacute: 'ó',
  ocirc: 'ô',
  otilde: 'õ',
  oslash: 'ø',
  ugrave: 'ù',
  uacute: 'ú',
  ucirc: 'û',
  yacute: 'ý',
};

/**
 * What a reader of the mail would read. Nothing is built or run: the text is walked once, so that no nesting, open tag
 * or endless attribute costs more than its length.
 */
export function htmlToText(html: string): string {
  const out: string[] = [];
  // Of ASCII alone: other letters may get longer, and places would differ.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      out.push(html.slice(at));
      break;
    }
    out.push(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open + 4);
      continue;
    }
    const name = /^<\/?([a-z][a-z0-9]{0,20})/.exec(lower.slice(open, open + 24))?.[1];
    if (name === undefined && !/^<[!?/]/.test(html.slice(open, open + 2))) {
      out.push('<');
      at = open + 1;
      continue;
    }
    at = endOfTag(html, open);
    if (name === undefined) continue;
    if (breaks.has(name)) out.push('\n');
    else if (name === 'td' || name === 'th') out.push(' ');
    if (unread.has(name) && lower[open + 1] !== '/' && html[at - 2] !== '/') {
      at = after(lower, `</${name}`, at);
      at = at < html.length ? endOfTag(html, at) : at;
    }
  }
  return tidy(decodeEntities(out.join('')));
}

/** Behind what is looked for, or the end. */
function after(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found < 0 ? text.length : found + wanted.length;
}

/** A `>` in quotes is no end; a tag that never ends is the rest. */
function endOfTag(html: string, open: number): number {
  const close = html.indexOf('>', open);
  if (close < 0) return html.length;
  const quote = /["']/.exec(html.slice(open, close))?.[0];
  if (quote === undefined) return close + 1;
  let inside: string | null = null;
  for (let at = open; at < html.length; at++) {
    const char = html[at];
    if (inside !== null) inside = char === inside ? null : inside;
    else if (char === '"' || char === "'") inside = char;
    else if (char === '>') return at + 1;
  }
  // A quote that is never closed would swallow the mail.
  return close + 1;
}

export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));?/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : '�';
    },
  );
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[ \t\r\f\u00a0]{1,}/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
