export type ModerationMove =
  | { readonly kind: 'focus'; readonly index: number }
  | { readonly kind: 'approve' | 'remove'; readonly index: number };

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key means with the review at `at` in focus, of so many; -1: none is. Keys of the browser are left to it. */
export function moderationMove(pressed: Pressed, at: number, count: number): ModerationMove | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || count === 0) return null;
  switch (pressed.key) {
    case 'j':
      return { kind: 'focus', index: Math.min(count - 1, at + 1) };
    case 'k':
      return { kind: 'focus', index: Math.max(0, at - 1) };
    case 'a':
      return at < 0 ? null : { kind: 'approve', index: at };
    case 'r':
      return at < 0 ? null : { kind: 'remove', index: at };
    default:
      return null;
  }
}
