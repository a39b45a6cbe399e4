/** Wider lines are folded at a space, as ruamel.yaml does for DVC. */
const widthChars = 80;

/**
 * A text as DVC's YAML writer puts it after `key: `: plain where it can be, in double quotes where it holds a
 * quote or what cannot be printed, else in single quotes.
 */
export function yamlText(text: string, column: number, indent: string): string {
  if (canBePlain(text)) return foldedPlain(text, column, indent);
  if (!isPrintable(text) || text.includes("'")) return foldedQuoted(doubleQuoted(text), column, indent);
  return foldedQuoted(`'${text}'`, column, indent);
}

function isPrintable(text: string): boolean {
  return /^[\x20-\x7e\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]*$/.test(text);
}

function canBePlain(text: string): boolean {
  if (text === '' || /^ | $/.test(text) || !isPrintable(text)) return false;
  if (/^[-?:](\s|$)|^[,[\]{}#&*!|>'"%@`]|^---|^\.\.\./.test(text)) return false;
  if (/: |:$| #/.test(text)) return false;
  return !isOtherThanText(text);
}

/** What YAML 1.2 reads as null, a truth value, a number, a date or a merge. */
function isOtherThanText(text: string): boolean {
  return (
    /^(~|null|Null|NULL|true|True|TRUE|false|False|FALSE|=|<<)$/.test(text) ||
    /^[-+]?(0b[0-1_]+|0o?[0-7_]+|[0-9_]+|0x[0-9a-fA-F_]+)$/.test(text) ||
    /^[-+]?([0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9_]+([eE][-+]?[0-9]+)?|\.(inf|Inf|INF))$/.test(
      text,
    ) ||
    /^\.(nan|NaN|NAN)$/.test(text) ||
    /^\d{4}-\d\d?-\d\d?([Tt]|[ \t]+|$)[\d:.]*[ \tZ+\-\d:]*$/.test(text)
  );
}

/** A lone space at the width becomes a line break, and a word that would pass it goes to the next line. */
function foldedPlain(text: string, column: number, indent: string): string {
  let out = '';
  let at = column;
  const breakLine = () => {
    out += `\n${indent}`;
    at = indent.length;
  };
  for (const [token] of text.matchAll(/ +|[^ ]+/g)) {
    const chars = [...token].length;
    const isSpace = token.startsWith(' ');
    if (isSpace && chars === 1 && at >= widthChars) {
      breakLine();
      continue;
    }
    if (!isSpace && at + chars > widthChars && at > indent.length) breakLine();
    out += token;
    at += chars;
  }
  return out;
}

/** Within quotes the line breaks at the first lone space past the width. */
function foldedQuoted(text: string, column: number, indent: string): string {
  let out = '';
  let at = column;
  const chars = [...text];
  for (const [index, char] of chars.entries()) {
    const isLone = char === ' ' && chars[index - 1] !== ' ' && chars[index + 1] !== ' ';
    if (isLone && at > widthChars) {
      out += `\n${indent}`;
      at = indent.length;
    } else {
      out += char;
      at += 1;
    }
  }
  return out;
}

function doubleQuoted(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '\0': '\\0',
    '\x07': '\\a',
    '\b': '\\b',
    '\t': '\\t',
    '\n': '\\n',
    '\v': '\\v',
    '\f': '\\f',
    '\r': '\\r',
    '\x1b': '\\e',
    '"': '\\"',
    '\\': '\\\\',
    '\u0085': '\\N',
    '\u00a0': '\\_',
    '\u2028': '\\L',
    '\u2029': '\\P',
  };
  const escaped = [...text].map((char) => {
    const point = char.codePointAt(0)!;
    if (named[char] !== undefined) return named[char];
    if (point < 0x20 || point === 0x7f || (point > 0x7f && point < 0xa0)) return `\\x${hex(point, 2)}`;
    return point === 0xfeff ? '\\uFEFF' : char;
  });
  return `"${escaped.join('')}"`;
}

function hex(point: number, digits: number): string {
  return point.toString(16).toUpperCase().padStart(digits, '0');
}
