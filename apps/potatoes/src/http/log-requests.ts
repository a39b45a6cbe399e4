import type { LineLevel, LogLines } from '@verdict/http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface RequestLog {
  readonly refused: (request: FastifyRequest, code: string) => void;
}

/** The status of a client that did not wait for its answer, as nginx has it. */
const clientLeft = 499;

/** One line a request, with its pattern in place of its address: what people search for is theirs. */
export function logRequests(app: Pick<FastifyInstance, 'addHook'>, lines: LogLines | null): RequestLog {
  const codes = new WeakMap<FastifyRequest, string>();
  if (lines) {
    app.addHook('onRequest', (request, reply, done) => {
      const startedAt = performance.now();
      const { raw } = reply;
      raw.on('close', () => {
        const status = raw.writableEnded ? raw.statusCode : clientLeft;
        const level = levelOf(status);
        if (!lines.isEnabled(level)) return;
        const durationMs = Math.round((performance.now() - startedAt) * 1000) / 1000;
        const route = request.routeOptions.url ?? null;
        const code = codes.get(request) ?? null;
        lines.write(
          level,
          'request',
          request.id,
          `,"site":"rotten-potatoes","method":"${request.method}","route":${JSON.stringify(route)},"status":${status}` +
            `,"duration_ms":${durationMs},"client_ip":${JSON.stringify(request.ip)},"error_code":${JSON.stringify(code)}`,
        );
      });
      done();
    });
  }
  return {
    refused: (request, code) => {
      codes.set(request, code);
    },
  };
}

function levelOf(status: number): LineLevel {
  if (status === 503 || status === 429) return 'warn';
  return status >= 500 ? 'error' : 'info';
}
