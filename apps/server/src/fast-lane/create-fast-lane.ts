import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type OwnRequest, rateHeaders, replyHeaders, requestIdHeader, requestIdOf } from '@verdict/http';
import type { Asking } from '../asking/create-asking.ts';
import type { Answer, Question } from '../asking/question.ts';
import type { Auth, Caller, RateLimits } from '../auth/index.ts';
import type { ServerConfig } from '../config.ts';
import type { RequestWatch } from '../watch-requests.ts';
import { plainBodyBytes, readQuestion } from './read-question.ts';
import { createAnswerWriter } from './write-answer.ts';

export interface FastLaneInput {
  readonly config: Pick<ServerConfig, 'maxTextLength' | 'bodyLimitBytes' | 'maxInFlight'>;
  readonly asking: Asking;
  readonly ownRequest: OwnRequest;
  /** Null: nobody is asked who they are. */
  readonly auth: Pick<Auth, 'identify'> | null;
  readonly limits: RateLimits | null;
  /** False: no request may take this way now. */
  readonly isOpen: () => boolean;
  /** Whose request it is, as the proxies that are believed say. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly onAnswered: RequestWatch['answeredBeside'];
}

/** What fits into one read of a socket; larger bodies gain nothing here. */
const mostBytes = 64 * 1024;
/** Written as pairs in a row, which Node takes as they are. */
const always = [...Object.entries(replyHeaders).flat(), 'content-type', 'application/json; charset=utf-8'];
const urls: ReadonlySet<string> = new Set(['/predict', '/api/v1/predict']);

/** Where the routes would be slower than the model: the same answers to the plainest requests, and to no others. */
export type FastLane = (request: IncomingMessage, reply: ServerResponse, ordinary: RequestListener) => void;

interface Arrival {
  readonly request: IncomingMessage;
  readonly reply: ServerResponse;
  readonly bytes: number;
  readonly startedAt: number;
  readonly ordinary: RequestListener;
}

/**
 * A plain request for one prediction, answered without the framework: it costs less than half. Whatever is not plain,
 * or is refused, goes the ordinary way with its body put back, so that every refusal is said in one place.
 *
 * What arrived in one turn of the event loop is answered together at its end: first all are read, then all are asked,
 * then all are written. Code and tables stay in the cache meanwhile, and whoever reads the replies is woken once.
 */
export function createFastLane(input: FastLaneInput): FastLane {
  const { config, asking, ownRequest, auth, limits, isOpen, addressOf, onAnswered } = input;
  const most = Math.min(mostBytes, config.bodyLimitBytes);
  const writeAnswer = createAnswerWriter();
  let arrived: Arrival[] = [];
  /** Answers that are not there yet. */
  let waiting = 0;

  const whoAsks = (request: IncomingMessage): Caller | null | 'ordinary' => {
    if (!auth) return null;
    try {
      const caller = auth.identify(request.headers.authorization, addressOf(request));
      if (caller instanceof Promise) {
        // It is asked again in a moment, and then the same check answers.
        caller.catch(() => {});
        return 'ordinary';
      }
      return caller.permissions.includes('predict') ? caller : 'ordinary';
    } catch {
      return 'ordinary';
    }
  };

  const read = (arrival: Arrival): Read | null => {
    const { request, bytes } = arrival;
    const body: Buffer | null = request.read();
    const goOn = (): null => {
      if (body !== null) request.unshift(body);
      arrival.ordinary(request, arrival.reply);
      return null;
    };
    if (body?.length !== bytes || waiting >= config.maxInFlight || !isOpen()) return goOn();
    const { headers } = request;
    if (ownRequest(headers.host, headers.origin) !== 'own') return goOn();
    const plain = readQuestion(body.toString(), config.maxTextLength);
    const caller = plain ? whoAsks(request) : 'ordinary';
    if (!plain || caller === 'ordinary') return goOn();
    if (caller && limits && !limits.hasRoom(caller)) return goOn();
    const question: Question = {
      text: plain.text,
      model: plain.model,
      key: plain.key,
      surface: 'predict',
      requestId: requestIdOf(headers[requestIdHeader], randomUUID),
      actor: caller?.actor ?? null,
    };
    return { arrival, body, question, caller };
  };

  /** Null where the answer is not there yet, or is a refusal. */
  const ask = ({ arrival, body, question, caller }: Read): Answer | null => {
    const { request, reply, ordinary } = arrival;
    try {
      const answer = asking.ask(question);
      if (!(answer instanceof Promise)) return answer;
      // In this turn: at its end a request whose body is read is over, and nobody could read it again.
      request.unshift(body);
      waiting += 1;
      answer.then(
        (late) => {
          waiting -= 1;
          write({ arrival, body, question, caller }, late);
          request.resume();
        },
        () => {
          waiting -= 1;
          ordinary(request, reply);
        },
      );
    } catch {
      request.unshift(body);
      ordinary(request, reply);
    }
    return null;
  };

  const write = ({ arrival, question, caller }: Read, answer: Answer): void => {
    const { request, reply, startedAt } = arrival;
    const { requestId } = question;
    const { name, version } = answer.served;
    const json = writeAnswer(answer);
    const bytesOut = Buffer.byteLength(json);
    const rate = caller && limits ? limits.predict(caller) : null;
    const headers = [
      ...always,
      requestIdHeader,
      requestId,
      'x-model-name',
      name,
      'x-model-version',
      `${version}`,
    ];
    if (rate) headers.push(...Object.entries(rateHeaders(rate)).flat());
    headers.push('content-length', `${bytesOut}`);
    reply.writeHead(200, headers);
    reply.end(json);
    onAnswered(request.url ?? '', {
      requestId,
      method: 'POST',
      headers: request.headers,
      ip: addressOf(request),
      caller,
      answers: [answer],
      bytesOut,
      status: 200,
      durationMs: performance.now() - startedAt,
    });
  };

  const answerAll = (): void => {
    const all = arrived;
    arrived = [];
    const questions: Read[] = [];
    for (const arrival of all) {
      const question = read(arrival);
      if (question) questions.push(question);
    }
    const answers = questions.map(ask);
    questions.forEach((question, at) => {
      const answer = answers[at];
      if (answer) write(question, answer);
    });
  };

  return (request, reply, ordinary) => {
    const bytes =
      request.method === 'POST' && urls.has(request.url ?? '') ? plainBodyBytes(request.headers, most) : -1;
    if (bytes < 0) return ordinary(request, reply);
    if (arrived.push({ request, reply, bytes, startedAt: performance.now(), ordinary }) === 1)
      setImmediate(answerAll);
  };
}

interface Read {
  readonly arrival: Arrival;
  readonly body: Buffer;
  readonly question: Question;
  readonly caller: Caller | null;
}
