/** What the server gives the page to be made of. */
export interface Page {
  readonly kind: 'check' | 'missing';
  /** Longest message that is taken. */
  readonly maxCharacters: number;
  /** Most messages in one file. */
  readonly maxMessages: number;
}
