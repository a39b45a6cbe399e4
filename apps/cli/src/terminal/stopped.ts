/** Ctrl-C where there is more to say of it than that nothing was written. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
