import { countText } from '@verdict/ui';

/** Silent while there is nothing to count, and with the limit once that is near. */
export function countLine(length: number, most: number): { readonly text: string; readonly over: boolean } {
  if (length === 0) return { text: '', over: false };
  if (length <= most * 0.8) return { text: `${countText(length)} characters`, over: false };
  return { text: `${countText(length)} of at most ${countText(most)} characters`, over: length > most };
}
