import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type BuiltSite, pageDocument, pageHeaders } from '@verdict/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language, Page } from '../../pages/page-data.ts';
import { pageTitle } from '../../pages/page-title.ts';
import { chooseLanguage, known } from '../visitors/choose-language.ts';
import { cookieLine, readCookies } from '../visitors/cookies.ts';

export interface PageSender {
  readonly languageOf: (request: FastifyRequest) => Language;
  readonly send: (page: Page, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

const compress = promisify(gzip);
const asItIs = (payload: unknown): string => payload as string;

const cookieName = 'potatoes-language';
const yearSeconds = 365 * 86_400;

const headers = {
  ...pageHeaders,
  // Films are searched by a form that works without a script.
  'content-security-policy': pageHeaders['content-security-policy'].replace(
    "form-action 'none'",
    "form-action 'self'",
  ),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  // A page holds its viewer's name and own reviews.
  'cache-control': 'private, no-cache',
  vary: 'cookie, accept-language, accept-encoding',
} as const;

export function createPageSender(
  site: BuiltSite<Page>,
  { secure }: { readonly secure: boolean },
): PageSender {
  const { styles, scripts, render } = site;
  return {
    languageOf: (request) =>
      chooseLanguage({
        asked: askedLanguage(request),
        cookie: readCookies(request.headers.cookie).get(cookieName),
        acceptLanguage: request.headers['accept-language'],
      }),
    send: async (page, request, reply) => {
      const asked = known(askedLanguage(request));
      if (asked !== null) {
        reply.header('set-cookie', cookieLine(cookieName, asked, { maxAgeSeconds: yearSeconds, secure }));
      }
      const { title, description } = pageTitle(page);
      const head = { lang: page.language, title, description, styles, scripts };
      const document = pageDocument(head, render(page), page);
      reply.headers(headers).type('text/html; charset=utf-8').serializer(asItIs);
      // What is held is for nobody who goes back to it after a moderator has left.
      if (page.kind === 'moderation') reply.header('cache-control', 'no-store');
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(document);
      // A tenth of the bytes for a millisecond, on another thread. Nothing in a page is secret from its own viewer and
      // chosen by another, so lengths tell nobody anything (BREACH).
      return reply.header('content-encoding', 'gzip').send(await compress(document));
    },
  };
}

function askedLanguage({ query }: FastifyRequest): unknown {
  return (query as Readonly<Record<string, unknown>> | undefined)?.lang;
}
