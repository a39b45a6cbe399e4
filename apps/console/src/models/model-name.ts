/** The server's own rule, said before anything is sent. */
export function modelNameProblem(name: string): string | null {
  if (name === '') return 'Give the model a name.';
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)) return null;
  return 'Use 1 to 100 letters, digits, dots, underscores and hyphens, beginning with a letter or a digit.';
}
