import { pageHeaders, type StaticFiles, sendStaticFile } from '@verdict/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './route-input.ts';

/** The console's own addresses; whatever is below them is for its router to find. The rest is the API's. */
const sections = [
  'data',
  'runs',
  'experiments',
  'models',
  'try',
  'live',
  'predictions',
  'label',
  'batches',
  'jobs',
  'events',
  'people',
  'sign-in',
] as const;

const open = { config: { permission: 'public' as const }, schema: { hide: true } };
const notBuilt =
  'The pages of the console were not built: run npm run build:pages and start again. The API answers all the same; /docs describes it.\n';

/** One page at many addresses, and the files that it asks for. */
export function consolePages(app: App, files: StaticFiles | null): void {
  const page = files?.get('/index.html');
  for (const path of ['/', ...sections.flatMap((section) => [`/${section}`, `/${section}/*`])]) {
    app.get(path, open, (request, reply) =>
      page
        ? sendStaticFile(page, request, reply)
        : reply.headers(pageHeaders).type('text/plain; charset=utf-8').send(notBuilt),
    );
  }
  for (const [path, file] of files ?? []) {
    if (file !== page) app.get(path, open, (request, reply) => sendStaticFile(file, request, reply));
  }
}

/** Somebody who mistyped an address sees the console say so, and its menu; programs get the problem. */
export function lostPage(files: StaticFiles | null) {
  const page = files?.get('/index.html');
  return (request: FastifyRequest, reply: FastifyReply): boolean => {
    const wantsPage = request.method === 'GET' && /\btext\/html\b/.test(request.headers.accept ?? '');
    if (!page || !wantsPage || ofPrograms.test(request.url)) return false;
    void sendStaticFile(page, request, reply.code(404));
    return true;
  };
}

/** Addresses that no page has, below which a person too wants to see what a program would. */
const ofPrograms = /^\/(?:api|ajax-api|v2|get-artifact|docs|assets)\b/;
