import type * as Wire from '@verdict/api';
import type { LedgerEvent } from '@verdict/ledger';

export function presentEvent(event: LedgerEvent): Wire.Event {
  const { id, atMs, actor, requestId, action, subjectKind, subject, before, after, detail } = event;
  return {
    id,
    at_ms: atMs,
    actor,
    request_id: requestId,
    action,
    subject_kind: subjectKind,
    subject,
    before,
    after,
    detail,
  };
}
