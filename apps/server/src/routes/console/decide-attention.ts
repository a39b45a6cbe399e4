import type { Attention } from '@verdict/api';
import type { Home } from '@verdict/ledger';

export interface AttentionFacts extends Pick<Home, 'models' | 'failedJobs' | 'datasets'> {
  /** Versions that the record wants in service and that this process does not serve. */
  readonly refused: readonly {
    readonly name: string;
    readonly version: number;
    readonly reason: string;
    readonly atMs: number;
  }[];
  /** Predictions of this process that found no room on their way to the record. */
  readonly droppedRows: number;
}

/** What a person should look at: first what visitors feel, then what was lost, then what waits for a decision. */
export function decideAttention(facts: AttentionFacts): Attention[] {
  return [
    ...facts.refused.map(refusedVersion),
    ...facts.models.flatMap(abortedTraffic),
    ...droppedRows(facts.droppedRows),
    ...facts.models.flatMap(withoutChampion),
    ...failedJobs(facts.failedJobs),
    ...facts.models.flatMap(candidateWaiting),
    ...facts.models.flatMap(disputed),
    ...facts.datasets.map(dataProblems),
  ];
}

type Model = Home['models'][number];

function refusedVersion({ name, version, reason, atMs }: AttentionFacts['refused'][number]): Attention {
  return {
    kind: 'version_refused',
    urgency: 'high',
    subject: `${name}@${version}`,
    reason,
    count: 1,
    at_ms: atMs,
  };
}

function abortedTraffic({ name, traffic }: Model): Attention[] {
  if (traffic?.state !== 'aborted') return [];
  const reason = `The ${traffic.mode} of version ${traffic.version} was stopped${traffic.reason && `: ${traffic.reason}`}`;
  return [
    {
      kind: 'traffic_aborted',
      urgency: 'high',
      subject: name,
      reason: sentence(reason),
      count: 1,
      at_ms: traffic.updatedMs,
    },
  ];
}

function droppedRows(rows: number): Attention[] {
  if (rows === 0) return [];
  const reason =
    'Predictions were answered and not logged: they came faster than the database takes them, or it was away.';
  return [{ kind: 'rows_dropped', urgency: 'high', subject: '', reason, count: rows, at_ms: null }];
}

function withoutChampion({ name, champion, newest }: Model): Attention[] {
  if (champion || !newest) return [];
  const reason = `Nothing of it is in service; its newest version is ${newest.version}.`;
  return [
    {
      kind: 'no_champion',
      urgency: 'normal',
      subject: name,
      reason,
      count: 1,
      at_ms: newest.createdMs,
    },
  ];
}

/** One line a kind of job, with the latest: a queue that fails, fails in heaps. */
function failedJobs(failed: Home['failedJobs']): Attention[] {
  const kinds = [...new Set(failed.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const ofKind = failed.filter((job) => job.kind === kind);
    const [latest] = ofKind;
    return {
      kind: 'job_failed',
      urgency: 'normal',
      subject: latest.id,
      reason: sentence(`${kind}: ${latest.message}`),
      count: ofKind.length,
      at_ms: latest.finishedMs,
    };
  });
}

/** Of one that was refused, or is being tried already, somebody has decided. */
function candidateWaiting({ name, champion, newest, judged, traffic }: Model): Attention[] {
  if (!champion || !newest || newest.version <= champion.version || judged === 'refuse') return [];
  if (traffic && traffic.version === newest.version) return [];
  const reason =
    judged === 'promote'
      ? `The judge would put it in service in place of version ${champion.version}.`
      : `The judge was not asked yet whether it is better than version ${champion.version}.`;
  return [
    {
      kind: 'candidate_waiting',
      urgency: 'normal',
      subject: `${name}@${newest.version}`,
      reason,
      count: 1,
      at_ms: newest.createdMs,
    },
  ];
}

function disputed({ name, disputed: count }: Model): Attention[] {
  if (count === 0) return [];
  const reason = 'Somebody said that the answer is wrong, and nobody has labelled it since.';
  return [
    {
      kind: 'predictions_disputed',
      urgency: 'normal',
      subject: name,
      reason,
      count,
      at_ms: null,
    },
  ];
}

function dataProblems({ name, version, findings, createdMs }: Home['datasets'][number]): Attention {
  const problems = findings.filter(({ severity }) => severity !== 'note');
  return {
    kind: 'data_problems',
    urgency: 'normal',
    subject: `${name}@${version}`,
    reason: sentence(problems[0]?.message ?? ''),
    count: problems.length,
    at_ms: createdMs,
  };
}

function sentence(text: string): string {
  const short = text.length > 300 ? `${text.slice(0, 299)}…` : text;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}
