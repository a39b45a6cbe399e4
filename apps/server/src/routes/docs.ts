import { readFileSync } from 'node:fs';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { Problem } from '@verdict/api';
import { docsHeaders } from '@verdict/http';
import { Type } from 'typebox';
import { type Replies, withDoor } from './door-refusals.ts';
import type { App } from './route-input.ts';

const OfPath = Type.Object({
  id: Type.String(),
  path: Type.String({ description: 'With slashes between its folders.' }),
});

/** Before all other routes: the document is gathered while they are added. */
export function gatherOpenApi(app: App): void {
  // Every route has a handful of them: written once.
  app.addSchema({ $id: 'Problem', ...Problem });
  app.register(swagger, {
    // OpenAPI has no name for the rest of an address.
    transform: ({ schema, url, route }) => {
      const { method, config } = route;
      const door = { url, method, permission: config?.permission };
      const told = { ...schema, response: withDoor((schema?.response ?? {}) as Replies, door) };
      return url.endsWith('/*')
        ? { url: url.replace(/\*$/, ':path'), schema: { ...told, params: OfPath } }
        : { url, schema: told };
    },
    refResolver: { buildLocalReference: (schema) => String(schema.$id) },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Verdict',
        description: 'Labelled text in, a classifier you can trace, judge, serve and roll back out.',
        version: '1',
        license: { name: 'MIT' },
      },
      tags: [
        { name: 'predict', description: 'Ask a model' },
        { name: 'about', description: 'What is in service' },
        { name: 'open-inference', description: 'The same models by the Open Inference Protocol v2' },
        { name: 'mlflow', description: 'The same models as MLflow serves them' },
        { name: 'datasets', description: 'Rows, frozen as versions' },
        { name: 'experiments', description: 'Groups of runs' },
        { name: 'runs', description: 'What was tried, with what came of it' },
        { name: 'models', description: 'Versions, the judge, and what is in service' },
        { name: 'jobs', description: 'Work that a worker does' },
        { name: 'events', description: 'Who did what, and when' },
        { name: 'accounts', description: 'Who may do what' },
        { name: 'keeping', description: 'Backup and tidying' },
      ],
    },
  });
}

const icon = 'icon.svg';
/** There is one document to show: the bar in which another could be asked for, with others' logo, goes. */
const theme = {
  title: 'Verdict: the API',
  css: [{ filename: 'verdict.css', content: '.swagger-ui .topbar { display: none }' }],
  favicon: [
    {
      filename: icon,
      rel: 'icon',
      type: 'image/svg+xml',
      sizes: 'any',
      content: readFileSync(new URL(`./${icon}`, import.meta.url)),
    },
  ],
};

export function docsRoutes(app: App): void {
  app.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply.send(app.swagger()),
  );
  app.register(async (docs) => {
    docs.addHook('onRequest', (_request, reply, done) => {
      reply.headers(docsHeaders);
      done();
    });
    await docs.register(swaggerUi, { routePrefix: '/docs', theme });
  });
}
