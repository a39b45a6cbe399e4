import { hash } from 'node:crypto';

/** As PostgreSQL's `md5` has it, which candidates are compared by. */
export function hashOfText(text: string): string {
  return hash('md5', text);
}
