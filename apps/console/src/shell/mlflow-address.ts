/** MLflow's clients print addresses of MLflow's pages, all behind a #. The console's page for one; null for any other. */
export function ownAddress(hash: string): string | null {
  const [kind, first, part, second] = hash.replace(/^#\//, '').split(/[/?]/);
  if (!hash.startsWith('#/') || !first) return null;
  if (kind === 'experiments') return part === 'runs' && second ? `/runs/${second}` : `/experiments/${first}`;
  if (kind === 'models')
    return part === 'versions' && second ? `/models/${first}/${second}` : `/models/${first}`;
  return null;
}
