/** Five depths, since more are not told apart; the deepest still lets the figure on it be read. */
const depths = ['', 'bg-bad/5', 'bg-bad/10', 'bg-bad/15', 'bg-bad/20', 'bg-bad/25'] as const;
const rightDepths = ['', 'bg-good/5', 'bg-good/10', 'bg-good/15', 'bg-good/20', 'bg-good/25'] as const;

/** How dark a cell is for its share of the largest: nothing is plain, anything at all is not. */
export function ofMost(count: number, most: number, right = false): string {
  const step = count <= 0 ? 0 : Math.max(1, Math.ceil((count / Math.max(1, most)) * 5));
  return (right ? rightDepths : depths)[Math.min(5, step)];
}
