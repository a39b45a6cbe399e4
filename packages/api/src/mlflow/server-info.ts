import { Type } from 'typebox';

/** What a client may ask of this server; it reads the fields that it knows. */
export const ServerInfo = Type.Object({
  store_type: Type.String(),
  workspaces_enabled: Type.Boolean(),
  trace_archival_enabled: Type.Boolean(),
  multipart_uploads_enabled: Type.Boolean(),
  multipart_downloads_enabled: Type.Boolean(),
});
