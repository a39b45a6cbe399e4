import type { DbErrorCode } from '@verdict/db';
import type { LedgerErrorCode } from '@verdict/ledger';
import type { ServeErrorCode } from '@verdict/serve';
import { type ServerErrorCode, serverErrors } from './errors.ts';
import { type RefusalShape, refusalShapes } from './protocols/refusal-shape.ts';
import { dbErrorKinds, ledgerErrorKinds, serveErrorKinds } from './room-errors.ts';

export type HttpErrorCode = ServerErrorCode | LedgerErrorCode | DbErrorCode | ServeErrorCode;

const kinds: Readonly<Record<HttpErrorCode, { readonly status: number | null; readonly title: string }>> = {
  ...dbErrorKinds,
  ...ledgerErrorKinds,
  ...serveErrorKinds,
  ...serverErrors,
};

/** What any route may answer. */
const everywhere: readonly HttpErrorCode[] = ['HOST_REFUSED', 'ORIGIN_REFUSED', 'INTERNAL'];

/** What a route that takes a body may answer before its handler is reached. */
export const bodyErrors: readonly HttpErrorCode[] = [
  'BODY_MISSING',
  'BODY_NOT_JSON',
  'BODY_CUT_SHORT',
  'BODY_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'REQUEST_INVALID',
];

/** What any route may answer that asks a model. */
export const modelErrors: readonly HttpErrorCode[] = [
  'MODEL_NOT_FOUND',
  'MODEL_REFUSED',
  'NOT_READY',
  'OVERLOADED',
];

/** What any route of the record may answer. */
export const recordErrors: readonly HttpErrorCode[] = [
  'REQUEST_INVALID',
  'DATABASE_UNREACHABLE',
  'DATABASE_BUSY',
];

/** What a route that takes bytes may answer before it has them all. */
export const uploadErrors: readonly HttpErrorCode[] = [
  'BODY_MISSING',
  'BODY_CUT_SHORT',
  'REQUEST_TIMEOUT',
  'UPLOAD_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'BLOB_STORE_FAILED',
  'DISK_FULL',
];

/** The errors of a route as replies, one a status, since that is how OpenAPI tells replies apart. */
export function refusals(...codes: readonly HttpErrorCode[]): Record<number, object> {
  return refusalsOf(refusalShapes.ours, codes);
}

/** Likewise, as another protocol says no. */
export function refusalsOf(
  { contentType, schema, statusOf }: RefusalShape,
  codes: readonly HttpErrorCode[],
): Record<number, object> {
  const byStatus = new Map<number, Set<HttpErrorCode>>();
  for (const code of [...codes, ...everywhere]) {
    const { status } = kinds[code];
    if (status === null) continue;
    const told = statusOf({ code, status });
    byStatus.set(told, (byStatus.get(told) ?? new Set()).add(code));
  }
  const replies = [...byStatus].map(([status, ofStatus]) => [status, reply(ofStatus, contentType, schema)]);
  return { ...Object.fromEntries(replies), ...beforeAnyRoute };
}

function reply(codes: Iterable<HttpErrorCode>, contentType: string, schema: RefusalShape['schema']): object {
  const description = [...codes].map((code) => `${code}: ${kinds[code].title}.`).join(' ');
  return { description, content: { [contentType]: { schema } } };
}

/** A long query makes long headers. Whatever the address, it was not read when this is answered. */
const beforeAnyRoute = {
  431: reply(['HEADERS_TOO_LARGE'], refusalShapes.ours.contentType, refusalShapes.ours.schema),
};
