/** One line of a `.gitignore` or `.dvcignore`. */
export interface IgnorePattern {
  readonly regex: RegExp;
  /** With `!` before it: what it matches is taken back in. */
  readonly isNegated: boolean;
  readonly onlyFolders: boolean;
  readonly text: string;
}

/** Git's grammar (gitignore(5)): null for blank lines and comments, and for what git itself takes for nothing. */
export function parseIgnorePattern(line: string): IgnorePattern | null {
  let text = /\\ $/.test(line.trimEnd().concat(line.endsWith(' ') ? ' ' : '')) ? line : line.trimEnd();
  if (text === '' || text.startsWith('#') || text === '/') return null;
  const isNegated = text.startsWith('!');
  if (isNegated) text = text.slice(1);
  const onlyFolders = text.endsWith('/');
  const body = onlyFolders ? text.slice(0, -1) : text;
  const isAnchored = body.includes('/');
  const segments = (body.startsWith('/') ? body.slice(1) : body).split('/');
  const source = segmentsSource(isAnchored ? segments : ['**', ...segments]);
  if (source === null) return null;
  try {
    return { regex: new RegExp(`^${source}$`, 'su'), isNegated, onlyFolders, text: line };
  } catch {
    return null;
  }
}

function segmentsSource(segments: readonly string[]): string | null {
  let source = '';
  for (const [at, segment] of segments.entries()) {
    const isLast = at === segments.length - 1;
    if (segment === '**') {
      if (segments[at - 1] === '**') continue;
      source += isLast ? '.+' : '(?:.+/)?';
      continue;
    }
    const part = segmentSource(segment);
    if (part === null) return null;
    source += isLast ? part : `${part}/`;
  }
  return source;
}

/** Within one segment: `*`, `?`, `[a-z]`, `[!a]`, and a backslash before what stands for itself. */
function segmentSource(segment: string): string | null {
  let source = '';
  for (let at = 0; at < segment.length; at += 1) {
    const char = segment[at]!;
    if (char === '*') {
      while (segment[at + 1] === '*') at += 1;
      source += '[^/]*';
    } else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const end = rangeEnd(segment, at);
      if (end < 0) return null;
      source += rangeSource(segment.slice(at + 1, end));
      at = end;
    } else if (char === '\\') {
      at += 1;
      if (at === segment.length) return null;
      source += literal(segment[at]!);
    } else source += literal(char);
  }
  return source;
}

function rangeEnd(segment: string, start: number): number {
  const first = segment[start + 1] === '!' || segment[start + 1] === '^' ? start + 2 : start + 1;
  for (let at = segment[first] === ']' ? first + 1 : first; at < segment.length; at += 1) {
    if (segment[at] === '\\') at += 1;
    else if (segment[at] === ']') return at;
  }
  return -1;
}

function rangeSource(range: string): string {
  const isNegated = range.startsWith('!') || range.startsWith('^');
  const chars = (isNegated ? range.slice(1) : range).replace(/\\?([^\\])/gs, (_, char: string) =>
    char === '-' ? '-' : /[\]^\\[]/.test(char) ? `\\${char}` : char,
  );
  return `(?!/)[${isNegated ? '^' : ''}${chars}]`;
}

function literal(char: string): string {
  return /[$()*+.?[\\\]^{|}/]/.test(char) ? `\\${char}` : char;
}
