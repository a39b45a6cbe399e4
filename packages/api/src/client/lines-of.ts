/** The lines of a reply as they come; an end in the middle of one gives that one too. */
export async function* linesOf(reply: Response): AsyncGenerator<string> {
  if (!reply.body) return;
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let open = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (open + value).split('\n');
      open = lines.pop() ?? '';
      yield* lines;
    }
    if (open !== '') yield open;
  } finally {
    // Whoever stops listening wants the connection closed, however that goes.
    await reader.cancel().catch(() => {});
  }
}
