import type { IncomingHttpHeaders } from 'node:http';
import type { LineLevel, LogLines } from '@verdict/http';
import type { Answer } from '../asking/question.ts';
import type { Caller } from '../auth/index.ts';
import { eventTypeOf, type RequestKind } from './event-type.ts';

/** A header of the caller's in a line: enough to know a client by, and bounded. */
const longestAgent = 200;

/** What of a route stands in its lines, written once. */
export interface RouteLine extends Pick<RequestKind, 'permission' | 'eventType'> {
  readonly routeJson: string;
}

export interface EndedRequest {
  readonly requestId: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
  readonly caller: Caller | null;
  /** What models said to it; null where none was asked. */
  readonly answers: readonly Answer[] | null;
  readonly bytesOut: number | null;
  readonly route: RouteLine;
  readonly status: number;
  readonly durationMs: number;
  readonly errorCode: string | null;
}

/**
 * One line a request, with what it was, who asked, what a model said, how it went and how long it took; and where it
 * brought several texts, one more for each. The address appears as its pattern (`/api/v1/runs/:id`): names, queries
 * and texts are the caller's and stay out of the log.
 */
export function logRequest(lines: LogLines, ended: EndedRequest): void {
  const { requestId: id, answers, status } = ended;
  const level = levelOf(status);
  if (!lines.isEnabled(level)) return;
  const only = answers?.length === 1 ? answers[0] : null;
  lines.write(level, 'request', id, requestFields(ended) + answerFields(only, answers?.[0] ?? null));
  if (only || !answers) return;
  for (const answer of answers) {
    lines.write(level, 'prediction', id, `,"event_type":"PREDICTION"${answerFields(answer, answer)}`);
  }
}

/** A caller's fault is news to the caller; ours is news to whoever runs the server. */
function levelOf(status: number): LineLevel {
  if (status === 503 || status === 429) return 'warn';
  return status >= 500 ? 'error' : 'info';
}

function requestFields(ended: EndedRequest): string {
  const { method, headers, ip, caller, answers, bytesOut, route, status, durationMs, errorCode } = ended;
  const agent = headers['user-agent'];
  const eventType = eventTypeOf({
    method,
    permission: route.permission,
    eventType: route.eventType,
    status,
    // Several have lines of their own: whoever counts predictions counts each once.
    answered: answers?.length === 1,
  });
  return (
    `,"event_type":"${eventType}","method":"${method}","route":${route.routeJson},"status":${status}` +
    `,"duration_ms":${Math.round(durationMs * 1000) / 1000}` +
    `,"bytes_in":${bytesOf(headers['content-length'])},"bytes_out":${bytesOut}` +
    `,"actor":${textOf(caller?.actor)},"role":${textOf(caller?.role)},"client_ip":${textOf(ip)}` +
    `,"user_agent":${textOf(agent?.slice(0, longestAgent))},"trace_id":${traceOf(headers.traceparent)}` +
    `,"error_code":${textOf(errorCode)},"texts":${answers?.length ?? 0}`
  );
}

/** `only`: the one answer that the line is about; `first` tells the model where there are several. */
function answerFields(only: Answer | null, first: Answer | null): string {
  const model = first
    ? `,"model":${textOf(first.served.name)},"model_version":${first.served.version}`
    : ',"model":null,"model_version":null';
  if (!only) {
    return `${model},"part":null,"prediction_id":null,"label":null,"confidence":null,"unsure":null,"predict_ms":null`;
  }
  const { id, prediction, part, tookMs } = only;
  return (
    `${model},"part":"${part}","prediction_id":"${id}","label":${textOf(prediction.label)}` +
    `,"confidence":${Math.round(prediction.confidence * 1e6) / 1e6},"unsure":${prediction.unsure}` +
    `,"predict_ms":${Math.round(tookMs * 1000) / 1000}`
  );
}

function textOf(value: string | null | undefined): string {
  return value === null || value === undefined ? 'null' : JSON.stringify(value);
}

/** Null where nobody said it beforehand: bodies that are streamed. */
export function bytesOf(header: unknown): number | null {
  const bytes = Number(header);
  return header !== undefined && Number.isSafeInteger(bytes) ? bytes : null;
}

/** W3C trace context: version, trace, parent, flags. */
function traceOf(header: unknown): string {
  if (typeof header !== 'string') return 'null';
  const trace = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(header)?.[1];
  return trace === undefined ? 'null' : `"${trace}"`;
}
