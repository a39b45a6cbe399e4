export type LabelKey =
  | { readonly kind: 'label'; readonly at: number }
  | { readonly kind: 'skip' | 'undo' | 'words' | 'help' };

export interface KeyPressed {
  readonly key: string;
  /** Control, Alt or ⌘ is held: that is the browser's. */
  readonly held: boolean;
  /** The focus is where keys mean letters. */
  readonly typing: boolean;
  /** Held down: one press is one label. */
  readonly repeat: boolean;
}

/** What a key means while labelling; null: nothing of ours. */
export function labelKey({ key, held, typing, repeat }: KeyPressed, classes: number): LabelKey | null {
  if (held || typing || repeat) return null;
  if (/^[1-9]$/.test(key)) {
    const at = Number(key) - 1;
    return at < classes ? { kind: 'label', at } : null;
  }
  switch (key.toLowerCase()) {
    case 's':
      return { kind: 'skip' };
    case 'u':
      return { kind: 'undo' };
    case 'w':
      return { kind: 'words' };
    case '?':
      return { kind: 'help' };
    default:
      return null;
  }
}
