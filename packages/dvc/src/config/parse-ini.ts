import { DvcError } from '../errors.ts';

export type IniValue = string | readonly string[];
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, IniValue>>;

const sectionLine = /^\s*(\[+)\s*("\s*\S.*?\s*"|'\s*\S.*?\s*'|[^'"\s].*?)\s*(\]+)\s*(?:#.*)?$/;
const keyLine = /^\s*(".*?"|'.*?'|[^'"=].*?)\s*=\s*(.*)$/;
/** Items each with a comma after it, then the last one or none, then a comment. */
const valuePattern =
  /^(?:((?:(?:".*?"|'.*?'|[^'",#][^,#]*?)\s*,\s*)*)(".*?"|'.*?'|[^'",#\s][^,]*?|(?<!,))?|(,))(?:\s*#.*)?$/;
const itemPattern = /(".*?"|'.*?'|[^'",#]?.*?)\s*,\s*/g;

/**
 * The INI dialect of DVC's configuration (Python's configobj): `#` begins a comment anywhere outside quotes,
 * commas make a list, names may be quoted. Section and key names are lower-cased, as DVC compares them.
 */
export function parseIni(text: string, path: string): IniSections {
  const sections = new Map<string, Map<string, IniValue>>();
  let section = new Map<string, IniValue>();
  sections.set('', section);
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    const refuse = (why: string) => {
      throw new DvcError('CONFIG_INVALID', `Line ${at + 1} of ${path} ${why}.`);
    };
    if (/^\s*(#|$)/.test(line)) continue;
    const header = sectionLine.exec(line);
    if (header) {
      if (header[1]!.length !== 1 || header[3]!.length !== 1) refuse('begins no section that DVC knows');
      const name = unquoted(header[2]!).toLowerCase();
      if (sections.has(name)) refuse(`begins the section ${name} a second time; join the two`);
      section = new Map();
      sections.set(name, section);
      continue;
    }
    const [, key = '', value = ''] =
      keyLine.exec(line) ?? refuse('is neither a section nor `key = value`') ?? [];
    const name = unquoted(key).toLowerCase();
    if (section.has(name)) refuse(`sets ${name} a second time; leave one of the two`);
    section.set(name, valueIn(value) ?? refuse('has a quote that is not closed') ?? '');
  }
  return sections;
}

function valueIn(text: string): IniValue | null {
  if (text.startsWith('"""') || text.startsWith("'''")) return null;
  const match = valuePattern.exec(text);
  if (!match) return null;
  const [, items = '', last, empty] = match;
  if (empty !== undefined) return [];
  if (items === '') return unquoted(last ?? '');
  const list = [...items.matchAll(itemPattern)].map(([, item = '']) => unquoted(item));
  return last ? [...list, unquoted(last)] : list;
}

function unquoted(text: string): string {
  const quote = text[0];
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote)
    ? text.slice(1, -1)
    : text;
}
