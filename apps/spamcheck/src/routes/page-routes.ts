import { type BuiltSite, pageDocument, pageHeaders, sendStaticFile } from '@verdict/http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Page } from '../../pages/page-data.ts';
import { refuseAddress, sendProblem } from '../http/refuse-requests.ts';
import { maxCharacters, maxMessages } from '../limits.ts';

export function addPageRoutes(app: FastifyInstance, site: BuiltSite<Page>): void {
  const limits = { maxCharacters, maxMessages };
  const titles = { check: 'Spam check', missing: 'Not here · Spam check' };
  const description =
    'Paste a message or drop an e-mail, and see whether it is spam, and which words say so.';
  const send = (page: Page, reply: FastifyReply): FastifyReply => {
    const { styles, scripts } = site;
    const head = { lang: 'en', title: titles[page.kind], description, styles, scripts };
    return reply
      .headers(pageHeaders)
      .type('text/html; charset=utf-8')
      .send(pageDocument(head, site.render(page), page));
  };

  for (const [path, file] of site.files) {
    app.get(path, (request, reply) => sendStaticFile(file, request, reply));
  }
  app.get('/', (_request, reply) => send({ kind: 'check', ...limits }, reply));
  app.setNotFoundHandler((request, reply) => {
    const isForPeople = request.method === 'GET' && /text\/html/.test(String(request.headers.accept ?? ''));
    const error = refuseAddress(app, request);
    if (isForPeople && error.code === 'NOTHING_HERE')
      return send({ kind: 'missing', ...limits }, reply.code(404));
    return sendProblem(error, request, reply);
  });
}
