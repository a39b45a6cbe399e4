/**
 * Work whose signal is aborted after this time. Not with AbortSignal.timeout: joined with another signal, as fetch and
 * our client do, each one stays in memory for as long as the process lives.
 */
export async function withinTime<Result>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort(new DOMException(`No answer came within ${timeoutMs} ms.`, 'TimeoutError'));
  }, timeoutMs);
  try {
    return await work(late.signal);
  } finally {
    clearTimeout(timer);
  }
}
