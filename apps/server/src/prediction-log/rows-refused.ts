/** A sink will never take these rows, or not all of them: they are at fault and not the way to it. */
export class RowsRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RowsRefused';
  }
}
