import type { Problem } from '@verdict/api';
import { ApiError } from '@verdict/api/client';
import { heardAtTheDoor } from '../queries.ts';

export interface FileToSend {
  /** Of this server, with its query. */
  readonly address: string;
  readonly body: Blob;
  readonly headers: Readonly<Record<string, string>>;
  /** 0 to 1; at 1 everything is sent, and the server works. */
  readonly onSent: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/** An upload that says how far it is: fetch cannot. It is sent once; whoever wants it again presses again. */
export function sendFile<Reply>({ address, body, headers, onSent, signal }: FileToSend): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', stop);
      settle();
    };
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onSent(loaded / total);
    };
    request.upload.onload = () => onSent(1);
    request.onload = () =>
      end(() => {
        heardAtTheDoor(request.status);
        const answer = read(request.responseText);
        if (answer !== null && request.status < 300) resolve(answer as Reply);
        else reject(errorOf(request.status, answer as Partial<Problem> | null));
      });
    request.onerror = () => end(() => reject(cutOff()));
    request.onabort = () => end(() => reject(signal.reason));
    signal.addEventListener('abort', stop, { once: true });
    request.send(body);
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function errorOf(status: number, problem: Partial<Problem> | null): ApiError {
  const known = typeof problem?.detail === 'string';
  return new ApiError({
    code: problem?.code ?? 'REPLY_INVALID',
    status,
    detail: known
      ? (problem?.detail ?? '')
      : 'What answered was not Verdict: a proxy between here and there refused the file.',
    canRetry: problem?.can_retry ?? false,
    requestId: problem?.request_id ?? null,
  });
}

/** The server reads to the end before it answers, so this is the way there, or the file itself. */
function cutOff(): ApiError {
  return new ApiError({
    code: 'UNREACHABLE',
    status: null,
    detail:
      'The connection broke while the file was sent. Nothing was kept. Check that the server runs and that the file has not changed since it was chosen, then send it again.',
    canRetry: true,
    requestId: null,
  });
}
