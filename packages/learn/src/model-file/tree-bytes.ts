import type { GramLevel, GramTree } from '../features/gram-tree.ts';
import { createTokenTable, internText, maxTokenUnits, type TokenTable } from '../text/token-table.ts';
import { damaged } from './safetensors.ts';

/**
 * A tree of grams in about two bytes a gram.
 *
 * Tokens: their lengths in UTF-16 units, one byte each, and the units, each in one to three bytes as UTF-8 would
 * write it alone (so that half of a surrogate pair survives as it was).
 * Levels, sorted by prefix and last token: how many grams each prefix has, and for each gram how far its last
 * token is behind the one before it, in base-128 bytes, lowest first.
 */
export interface TreeBytes {
  readonly lengths: Uint8Array;
  readonly units: Uint8Array;
  readonly levels: readonly { readonly children: Uint8Array; readonly lasts: Uint8Array }[];
}

export function encodeTree(tree: GramTree): TreeBytes {
  const { tokens } = tree;
  const lengths = new Uint8Array(tokens.count);
  const units = createByteWriter();
  for (let id = 0; id < tokens.count; id++) {
    lengths[id] = tokens.starts[id + 1] - tokens.starts[id];
    for (let at = tokens.starts[id]; at < tokens.starts[id + 1]; at++) writeUnit(units, tokens.arena[at]);
  }
  let prefixes = tokens.count;
  const levels = tree.levels.map((level) => {
    const encoded = encodeLevel(level, prefixes);
    prefixes = level.prefix.length;
    return encoded;
  });
  return { lengths, units: units.take(), levels };
}

export function decodeTree(bytes: TreeBytes): GramTree {
  const tokens = decodeTokens(bytes);
  const levels: GramLevel[] = [];
  let prefixes = tokens.count;
  for (const level of bytes.levels) {
    const decoded = decodeLevel(level, prefixes, tokens.count);
    levels.push(decoded);
    prefixes = decoded.prefix.length;
  }
  return { tokens, levels };
}

function decodeTokens({ lengths, units }: TreeBytes): TokenTable {
  const table = createTokenTable(lengths.length);
  let at = 0;
  for (let id = 0; id < lengths.length; id++) {
    let token = '';
    for (let i = 0; i < lengths[id]; i++) {
      const lead = units[at++];
      if (lead < 0x80) token += String.fromCharCode(lead);
      else if (lead < 0xe0) token += String.fromCharCode(((lead & 31) << 6) | (units[at++] & 63));
      else token += String.fromCharCode(((lead & 15) << 12) | ((units[at++] & 63) << 6) | (units[at++] & 63));
    }
    if (token.length === 0 || token.length > maxTokenUnits || internText(table, token) !== id) {
      throw damaged(`token ${id} of its vocabulary is empty or there twice`);
    }
  }
  if (at !== units.length) throw damaged('its vocabulary has more characters than its tokens');
  return table;
}

function encodeLevel(level: GramLevel, prefixes: number): { children: Uint8Array; lasts: Uint8Array } {
  const children = createByteWriter();
  const lasts = createByteWriter();
  let gram = 0;
  for (let prefix = 0; prefix < prefixes; prefix++) {
    const first = gram;
    let previous = -1;
    while (gram < level.prefix.length && level.prefix[gram] === prefix) {
      writeNumber(lasts, level.last[gram] - previous - 1);
      previous = level.last[gram++];
    }
    writeNumber(children, gram - first);
  }
  return { children: children.take(), lasts: lasts.take() };
}

function decodeLevel(
  bytes: { readonly children: Uint8Array; readonly lasts: Uint8Array },
  prefixes: number,
  tokens: number,
): GramLevel {
  const children = createByteReader(bytes.children);
  const lasts = createByteReader(bytes.lasts);
  const counts = new Int32Array(prefixes);
  let total = 0;
  for (let prefix = 0; prefix < prefixes; prefix++) {
    counts[prefix] = children.next();
    total += counts[prefix];
  }
  // Each gram takes a byte at least, so a wrong count cannot ask for more memory than the file has.
  if (total > bytes.lasts.length) throw damaged('a level of its n-grams holds more than it has room for');
  const level = { prefix: new Int32Array(total), last: new Int32Array(total) };
  let gram = 0;
  for (let prefix = 0; prefix < prefixes; prefix++) {
    let last = -1;
    for (let child = 0; child < counts[prefix]; child++, gram++) {
      last += lasts.next() + 1;
      if (last >= tokens) throw damaged('an n-gram ends in a token that its vocabulary lacks');
      level.prefix[gram] = prefix;
      level.last[gram] = last;
    }
  }
  if (!children.isAtEnd() || !lasts.isAtEnd()) throw damaged('a level of its n-grams has bytes left over');
  return level;
}

interface ByteWriter {
  readonly push: (byte: number) => void;
  readonly take: () => Uint8Array;
}

function createByteWriter(): ByteWriter {
  let bytes = new Uint8Array(1024);
  let length = 0;
  return {
    push: (byte) => {
      if (length === bytes.length) {
        const wider = new Uint8Array(length * 2);
        wider.set(bytes);
        bytes = wider;
      }
      bytes[length++] = byte;
    },
    take: () => bytes.slice(0, length),
  };
}

function writeUnit(out: ByteWriter, unit: number): void {
  if (unit < 0x80) out.push(unit);
  else if (unit < 0x800) {
    out.push(0xc0 | (unit >>> 6));
    out.push(0x80 | (unit & 63));
  } else {
    out.push(0xe0 | (unit >>> 12));
    out.push(0x80 | ((unit >>> 6) & 63));
    out.push(0x80 | (unit & 63));
  }
}

function writeNumber(out: ByteWriter, value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest & 127) | 128);
    rest >>>= 7;
  }
  out.push(rest);
}

interface ByteReader {
  readonly next: () => number;
  readonly isAtEnd: () => boolean;
}

function createByteReader(bytes: Uint8Array): ByteReader {
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      if (at >= bytes.length) break;
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw damaged('a number in its n-grams does not end');
  };
  return { next, isAtEnd: () => at === bytes.length };
}
