/** What names a dataset, as the server has it. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export function nameFault(name: string): string | null {
  if (name === '') return 'Give the dataset a name.';
  return namePattern.test(name)
    ? null
    : 'Use letters, digits, dots, underscores and hyphens, beginning with a letter or a digit.';
}

/** Out of a file's name: what it would be called by hand. Empty where nothing is left. */
export function datasetNameOf(filename: string): string {
  return filename
    .replace(/\.gz$/i, '')
    .replace(/\.[A-Za-z0-9]{1,10}$/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, 100);
}
