import type { AskedLately } from '@verdict/api';
import { countText } from '@verdict/ui';

/** `more than 5,000` where counting stopped. */
export function askedText({ count, more }: AskedLately): string {
  return more ? `more than ${countText(count)}` : countText(count);
}
