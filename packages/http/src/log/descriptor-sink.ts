import { write } from 'node:fs';
import type { LogSink } from './log-writer.ts';

/** A pipe that is set not to block says so instead of waiting. */
const fullRetryMs = 20;

/**
 * Writes to a file descriptor on a thread of Node's pool. `process.stderr` would write pipes and files in the calling
 * thread on Linux: a reader that stops reading would stop the server. Here it holds one of the pool's four threads.
 */
export function descriptorSink(descriptor: number): LogSink {
  const sink: LogSink = (bytes, done) => {
    write(descriptor, bytes, 0, bytes.byteLength, null, (error, written) => {
      if (error?.code === 'EAGAIN') {
        setTimeout(() => sink(bytes, done), fullRetryMs);
      } else if (error) {
        done(error);
      } else if (written < bytes.byteLength) {
        sink(bytes.subarray(written), done);
      } else {
        done(null);
      }
    });
  };
  return sink;
}
