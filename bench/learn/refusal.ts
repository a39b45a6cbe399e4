/** Something outside is missing or failed; the message is one sentence that says what to do. */
export class BenchRefusal extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'BenchRefusal';
  }
}
