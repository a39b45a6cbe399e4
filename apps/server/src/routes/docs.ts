import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { docsHeaders } from '../security-headers.ts';
import type { App } from './route-input.ts';

/** Before all other routes: the document is gathered while they are added. */
export function gatherOpenApi(app: App): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Verdict',
        description: 'Labelled text in, a classifier you can ship, watch and improve out.',
        version: '1',
        license: { name: 'MIT' },
      },
      tags: [
        { name: 'predict', description: 'Ask a model' },
        { name: 'about', description: 'What is in service' },
      ],
    },
  });
}

export function docsRoutes(app: App): void {
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(app.swagger()));
  app.register(async (docs) => {
    docs.addHook('onRequest', (_request, reply, done) => {
      reply.headers(docsHeaders);
      done();
    });
    await docs.register(swaggerUi, { routePrefix: '/docs', theme: { title: 'Verdict: the API' } });
  });
}
