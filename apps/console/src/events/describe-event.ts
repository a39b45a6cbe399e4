import type { Event } from '@verdict/api';

export interface EventTold {
  /** What was done, as it goes on after who did it: `put version 3 of films in service`. */
  readonly did: string;
  /** Where what it was done to is shown; null: nowhere. */
  readonly href: string | null;
  /** Worth a colour: it went wrong, or it changed what visitors get. */
  readonly tone: 'bad' | 'good' | 'neutral';
}

type Fields = Readonly<Record<string, unknown>>;
interface Parts {
  readonly subject: string;
  readonly before: Fields;
  readonly after: Fields;
  readonly detail: Fields;
}
type Teller = (parts: Parts) => string;

const version = ({ version: number }: Fields): string =>
  number === undefined ? 'a version' : `version ${number}`;
const shortId = (id: string): string => (id.length > 12 ? `${id.slice(0, 8)}…` : id);
const kindOf = ({ detail, after }: Parts): string => String(detail.kind ?? after.kind ?? '').trim();
const because = (reason: unknown): string =>
  typeof reason === 'string' && reason !== '' ? `: ${reason}` : '';

/** One sentence an action; what has none is told by its name, so that a newer server's events are told too. */
const tellers: Readonly<Record<string, Teller>> = {
  'account.created': ({ subject, after }) => `made the account ${subject} (${after.role ?? 'viewer'})`,
  'account.updated': (parts) => `changed the account ${parts.subject}${accountChange(parts)}`,
  'account.signed_in': () => 'signed in',
  'account.signed_out': () => 'signed out',
  'key.created': ({ after }) => `made the key ${after.name ?? ''} for ${after.account ?? ''}`,
  'key.revoked': ({ detail }) => `revoked the key ${detail.name ?? ''} of ${detail.account ?? ''}`,
  'dataset.version_added': ({ subject, after }) =>
    `added version ${after.number ?? ''} of the data set ${subject} (${countOf(after.rows)} rows)`,
  'experiment.created': ({ subject }) => `made the experiment ${subject}`,
  'experiment.deleted': ({ subject }) => `deleted the experiment ${subject}`,
  'experiment.imported': ({ subject, after }) => `brought the experiment ${after.name ?? subject}`,
  'experiment.runs_imported': ({ subject, after }) =>
    `brought ${countOf(after.runs)} runs into the experiment ${subject}`,
  'experiment.logged_models_imported': ({ subject, after }) =>
    `brought ${countOf(after.loggedModels)} logged models into the experiment ${subject}`,
  'run.created': ({ subject, after }) => `started the run ${after.name ?? shortId(subject)}`,
  'run.updated': ({ subject, after }) =>
    `set the run ${after.name ?? shortId(subject)} to ${after.status ?? ''}`,
  'run.deleted': ({ subject, before }) => `deleted the run ${before.name ?? shortId(subject)}`,
  'run.restored': ({ subject, after }) => `restored the run ${after.name ?? shortId(subject)}`,
  'run.tagged': ({ subject }) => `tagged the run ${shortId(subject)}`,
  'run.untagged': ({ subject }) => `took a tag from the run ${shortId(subject)}`,
  'logged_model.created': ({ subject, after }) => `logged the model ${after.name ?? shortId(subject)}`,
  'logged_model.finalized': ({ subject, after }) =>
    `set the logged model ${shortId(subject)} to ${after.status ?? ''}`,
  'logged_model.deleted': ({ subject, before }) =>
    `deleted the logged model ${before.name ?? shortId(subject)}`,
  'logged_model.tagged': ({ subject }) => `tagged the logged model ${shortId(subject)}`,
  'logged_model.untagged': ({ subject }) => `took a tag from the logged model ${shortId(subject)}`,
  'model.created': ({ subject }) => `made the model ${subject}`,
  'model.imported': ({ subject, after }) => `brought ${countOf(after.versions)} versions of ${subject}`,
  'model.updated': ({ subject }) => `changed the model ${subject}`,
  'model.deleted': ({ subject }) => `deleted the model ${subject}`,
  'model.version_registered': ({ subject, after }) => `registered ${version(after)} of ${subject}`,
  'model.version_updated': ({ subject, after }) => `changed ${version(after)} of ${subject}`,
  'model.renamed': ({ subject, before }) => `renamed ${before?.name} to ${subject}`,
  'model.stage_changed': ({ subject, after }) =>
    `moved ${version(after)} of ${subject} to the stage ${after?.stage}`,
  'model.version_deleted': ({ subject, before }) => `deleted ${version(before)} of ${subject}`,
  'model.judged': ({ subject, after }) =>
    `asked the judge about ${version(after)} of ${subject}, who ${after.verdict === 'promote' ? 'would promote it' : 'refused it'}`,
  'model.promoted': ({ subject, after, before, detail }) =>
    `${detail.forced === true ? 'forced' : 'put'} ${version(after)} of ${subject} ${detail.forced === true ? 'into' : 'in'} service${
      before.version === undefined ? '' : ` in place of ${version(before)}`
    }${because(detail.reason)}`,
  'model.rolled_back': ({ subject, after, before, detail }) =>
    `rolled ${subject} back from ${version(before)} to ${version(after)}${because(detail.reason)}`,
  'model.retired': ({ subject }) => `took ${subject} out of service`,
  'model.alias_set': ({ subject, after, detail }) =>
    `set the alias ${detail.alias ?? ''} of ${subject} to ${version(after)}`,
  'model.alias_removed': ({ subject, detail }) => `removed the alias ${detail.alias ?? ''} of ${subject}`,
  'traffic.started': ({ subject, after }) =>
    `started a ${after.mode ?? 'trial'} of ${version(after)} of ${subject}${percentOf(after)}`,
  'traffic.changed': ({ subject, after }) =>
    `changed the ${after.mode ?? 'trial'} of ${version(after)} of ${subject}${percentOf(after)}`,
  'traffic.aborted': ({ subject, before, detail }) =>
    `stopped the ${before.mode ?? 'trial'} of ${version(before)} of ${subject}${because(detail.reason)}`,
  'traffic.ended': ({ subject, before }) =>
    `ended the ${before.mode ?? 'trial'} of ${version(before)} of ${subject}`,
  'job.enqueued': (parts) => `asked for a ${kindOf(parts)} job`,
  'job.done': (parts) => `finished a ${kindOf(parts)} job`,
  'job.retried': (parts) =>
    `failed at a ${kindOf(parts)} job and will try again${because(parts.detail.message)}`,
  'job.returned': (parts) => `gave a ${kindOf(parts)} job back to the queue`,
  'job.failed': (parts) => `failed at a ${kindOf(parts)} job${because(parts.detail.message)}`,
  'job.cancelled': (parts) => `cancelled a ${kindOf(parts)} job`,
  'job.cancel_asked': (parts) => `asked a ${kindOf(parts)} job to stop`,
  'batch.submitted': ({ after }) =>
    `sent a batch of ${countOf(after.rows)} texts to ${after.model ?? 'a model'}`,
  'batch.expired': () => 'removed an old batch',
  'prediction.deleted': ({ detail }) => `erased a prediction of ${detail.model ?? 'a model'}`,
  'label.taken_back': ({ before }) => `took back the label ${before.label ?? ''}`,
  'artifact.replaced': ({ subject }) => `replaced an artifact of the run ${shortId(subject)}`,
  'artifact.deleted': ({ subject }) => `deleted an artifact of the run ${shortId(subject)}`,
  'blobs.collected': ({ detail }) => `removed ${countOf(detail.blobs)} blobs that nothing refers to`,
};

const bad: ReadonlySet<string> = new Set(['job.failed', 'job.retried', 'traffic.aborted']);
const good: ReadonlySet<string> = new Set(['model.promoted', 'model.rolled_back']);

export function describeEvent(
  event: Pick<Event, 'action' | 'subject_kind' | 'subject' | 'before' | 'after' | 'detail'>,
): EventTold {
  const { action, subject_kind: kind, subject } = event;
  const parts = {
    subject,
    before: fieldsOf(event.before),
    after: fieldsOf(event.after),
    detail: fieldsOf(event.detail),
  };
  const did = tellers[action]?.(parts) ?? `${action.replaceAll(/[._]/g, ' ')}: ${shortId(subject)}`;
  return {
    did: did.replaceAll(/\s+/g, ' ').trim(),
    href: hrefOf(kind, subject, action),
    tone: bad.has(action) ? 'bad' : good.has(action) ? 'good' : 'neutral',
  };
}

/** What is gone is shown nowhere. */
export function hrefOf(kind: string, subject: string, action: string): string | null {
  const path = encodeURIComponent(subject);
  switch (kind) {
    case 'model':
      return action === 'model.deleted' ? null : `/models/${path}`;
    case 'traffic':
      return `/models/${path}`;
    case 'dataset':
      return `/data/${path}`;
    case 'run':
      return `/runs/${path}`;
    case 'job':
      return action === 'batch.expired' ? null : `/jobs/${path}`;
    case 'prediction':
      return action === 'prediction.deleted' ? null : `/predictions/${path}`;
    case 'account':
    case 'key':
      return '/people';
    default:
      return null;
  }
}

function accountChange({ before, after, detail }: Parts): string {
  const changes = [
    before.role !== after.role && `from ${before.role} to ${after.role}`,
    before.disabled !== after.disabled && (after.disabled ? 'disabled it' : 'enabled it'),
    detail.password === 'changed' && 'new password',
  ].filter(Boolean);
  return changes.length > 0 ? `: ${changes.join(', ')}` : '';
}

function percentOf({ mode, percent }: Fields): string {
  return mode === 'canary' && typeof percent === 'number' ? ` on ${percent}% of the traffic` : '';
}

function countOf(value: unknown): string {
  return typeof value === 'number' ? value.toLocaleString('en') : 'some';
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
