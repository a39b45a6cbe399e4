/** As many texts as a page has, each as long as a reader looks at before asking for the whole. */
export const longestShown = 1000;

/** Half of a surrogate pair at the cut would be no text. */
export function cutText(text: string, most: number = longestShown): string {
  if (text.length <= most) return text;
  const half = /[\ud800-\udbff]/.test(text[most - 1]);
  return text.slice(0, most - (half ? 1 : 0));
}
