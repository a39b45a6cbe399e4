import type { Problem } from '../problem.ts';
import { ApiError, apiErrorOfProblem } from './api-error.ts';

/** What a page that is not ours may be quoted with. */
const longestQuote = 120;

export function isJson(reply: Response): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(reply.headers.get('content-type') ?? '');
}

/** A refusal as an error: the server's own words where it has any. */
export async function errorOfReply(reply: Response, requestId: string): Promise<ApiError> {
  const text = await reply.text();
  const problem = isJson(reply) ? problemIn(text) : null;
  if (problem) return apiErrorOfProblem(problem, reply.status);
  const quote = text
    .replace(/<[^>]*>|\s+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, longestQuote);
  return new ApiError({
    code: 'REPLY_INVALID',
    status: reply.status,
    detail:
      `The answer has status ${reply.status} and is not Verdict’s` +
      `${quote === '' ? '' : ` (“${quote}”)`}; check the address, or the proxy before the server.`,
    canRetry: reply.status >= 500 || reply.status === 429,
    requestId,
  });
}

export async function jsonOfReply<Reply>(reply: Response, requestId: string): Promise<Reply> {
  const text = await reply.text();
  const why = isJson(reply) ? 'is JSON that ends early or is damaged' : 'is not JSON';
  try {
    if (isJson(reply)) return JSON.parse(text) as Reply;
  } catch {
    // Said below.
  }
  throw new ApiError({
    code: 'REPLY_INVALID',
    status: reply.status,
    detail: `The answer ${why}; check that the address is a Verdict server’s, and what stands between.`,
    canRetry: true,
    requestId,
  });
}

function problemIn(text: string): Problem | null {
  try {
    const value: Partial<Problem> | null = JSON.parse(text);
    const whole =
      typeof value?.code === 'string' &&
      typeof value.detail === 'string' &&
      typeof value.can_retry === 'boolean';
    return whole ? (value as Problem) : null;
  } catch {
    return null;
  }
}
