/** No more characters than fit, the last an ellipsis; controls and line breaks become spaces. */
export function cutText(text: string, most: number): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = [...plain];
  return characters.length <= most ? plain : `${characters.slice(0, most - 1).join('')}…`;
}

/** The same out of the middle: names that begin alike are told apart by their ends. */
export function cutName(name: string, most: number): string {
  const characters = [...cutText(name, Number.POSITIVE_INFINITY)];
  if (characters.length <= most) return characters.join('');
  const end = Math.floor((most - 1) / 3);
  return `${characters.slice(0, most - 1 - end).join('')}…${characters.slice(characters.length - end).join('')}`;
}
