import { createOwnRequest, replyHeaders } from '@verdict/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SpamcheckConfig } from '../config.ts';
import { SpamcheckError, spamcheckErrors } from '../errors.ts';
import { bodyLimitBytes } from '../limits.ts';

type GuardConfig = Pick<SpamcheckConfig, 'host' | 'publicUrl'>;

/** Who may ask at all, and everything that is not answered as asked, in one shape. */
export function refuseRequests(app: FastifyInstance, { host, publicUrl }: GuardConfig): void {
  const ownRequest = createOwnRequest(host, publicUrl === null ? [] : [new URL(publicUrl).host]);

  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(replyHeaders).header('x-request-id', request.id);
    const whose = ownRequest(request.headers.host, request.headers.origin);
    if (whose === 'own') done();
    else if (whose === 'host') {
      done(new SpamcheckError('HOST_REFUSED', 'The request’s Host is not this site’s; ask by its own name.'));
    } else {
      done(
        new SpamcheckError(
          'ORIGIN_REFUSED',
          'The request comes from a page of another site; open this site’s own page, or ask without a browser.',
        ),
      );
    }
  });
  app.setErrorHandler((error, request, reply) => sendProblem(refusedBy(error), request, reply));
}

/** For addresses that nothing is at: what they take instead, or that there is nothing. */
export function refuseAddress(app: FastifyInstance, request: FastifyRequest): SpamcheckError {
  const url = request.url.split('?', 1)[0];
  const takes = (['GET', 'POST'] as const).find((method) => app.findRoute({ method, url }) !== null);
  return takes
    ? new SpamcheckError('METHOD_REFUSED', `The address takes ${takes}, not ${request.method}.`)
    : new SpamcheckError('NOTHING_HERE', 'There is nothing at this address; the page is at /.');
}

const frameworkCodes: Readonly<Record<string, readonly [keyof typeof spamcheckErrors, string]>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BODY_INVALID', 'The request has no body; send a JSON object.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['BODY_INVALID', 'The body is not JSON; send a JSON object.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'BODY_INVALID',
    'The body has another length than it says; send it again.',
  ],
  ECONNRESET: ['BODY_INVALID', 'The connection ended before the body did; send it again.'],
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'BODY_TOO_LARGE',
    `The body is larger than ${bodyLimitBytes} bytes; send it in parts.`,
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'MEDIA_TYPE_REFUSED',
    'The body is understood only as JSON; send it with Content-Type: application/json.',
  ],
  FST_ERR_BAD_URL: ['URL_INVALID', 'The address holds a % that begins no character; encode it as %25.'],
  FST_ERR_MAX_PARAM_LENGTH: ['URL_INVALID', 'The address is too long.'],
  FST_ERR_CTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'The request took too long to arrive; send it again.'],
};

/** Whatever was thrown while a request was answered, as what its caller is told. */
function refusedBy(error: unknown): SpamcheckError {
  if (error instanceof SpamcheckError) return error;
  const {
    code = '',
    statusCode = 500,
    validation,
  } = error as {
    code?: string;
    statusCode?: number;
    validation?: readonly { readonly instancePath?: string; readonly message?: string }[];
  };
  if (validation) return new SpamcheckError('REQUEST_INVALID', schemaSentence(validation));
  const known = frameworkCodes[code];
  if (known) return new SpamcheckError(...known, { cause: error });
  if (statusCode >= 400 && statusCode < 500) {
    return new SpamcheckError('HTTP_INVALID', 'The request cannot be read as HTTP.', { cause: error });
  }
  return new SpamcheckError('INTERNAL', 'The site failed; its log has this request’s id.', { cause: error });
}

function schemaSentence(
  faults: readonly { readonly instancePath?: string; readonly message?: string }[],
): string {
  const [{ instancePath = '', message = 'is not what its schema says' } = {}] = faults;
  const place = instancePath === '' ? 'The body' : `The body’s ${JSON.stringify(instancePath.slice(1, 60))}`;
  return `${place} ${message}.`;
}

export function sendProblem(
  error: SpamcheckError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { title, status, canRetry } = spamcheckErrors[error.code];
  if (error.code === 'INTERNAL' || error.code === 'KEY_REFUSED' || error.code === 'MODEL_AWAY') {
    request.log.error({ err: error.cause ?? error }, error.message);
  } else if (status === 503) request.log.warn({ err: error.cause ?? error }, error.message);
  if (error.retryAfterMs !== null) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  // Otherwise a client that is still sending never sees the answer; Node reads the rest and throws it away.
  if (status === 413) reply.removeHeader('connection');
  return reply
    .code(status ?? 500)
    .header('content-type', 'application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `urn:verdict:error:${error.code}`,
      code: error.code,
      title,
      status: status ?? 500,
      detail: error.message,
      can_retry: canRetry,
      request_id: request.id,
    });
}
