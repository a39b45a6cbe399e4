import { ServerInfo } from '@verdict/api/mlflow';
import { Type } from 'typebox';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';

/** Clients since 3.5 ask it first, before they sign in. */
export function mlflowServerInfo({ app }: Pick<MlflowInput, 'app'>): void {
  serveEndpoint(app, {
    method: 'GET',
    path: 'server-info',
    id: 'serverInfo',
    summary: 'What clients may ask of this server',
    permission: 'public',
    versions: ['3.0'],
    asked: Type.Object({}),
    reply: ServerInfo,
    handle: async () => ({
      // The name that clients know for a server with a database.
      store_type: 'SqlStore',
      workspaces_enabled: false,
      trace_archival_enabled: false,
      // One PUT and one GET carry a file of any size here.
      multipart_uploads_enabled: false,
      multipart_downloads_enabled: false,
    }),
  });
}
