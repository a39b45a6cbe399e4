/** One place towards the beginning or the end; nothing moves beyond them. */
export function moveColumn(columns: readonly string[], column: string, step: -1 | 1): readonly string[] {
  const at = columns.indexOf(column);
  const to = at + step;
  if (at < 0 || to < 0 || to >= columns.length) return columns;
  const moved = columns.toSpliced(at, 1);
  moved.splice(to, 0, column);
  return moved;
}

export function toggleColumn(columns: readonly string[], column: string): readonly string[] {
  return columns.includes(column) ? columns.filter((each) => each !== column) : [...columns, column];
}
