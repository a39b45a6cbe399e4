import type { Job, RetrainRequest, TrainJob } from '@verdict/api';

export interface JobLink {
  readonly name: string;
  readonly href: string;
}

export interface JobTold {
  /** `Train films on reviews@3`. */
  readonly title: string;
  /** What it works on or made, where that has a page. */
  readonly links: readonly JobLink[];
}

type Fields = Readonly<Record<string, unknown>>;

/** What a job is for and what came of it, of whatever kind: a newer server's are told by their names. */
export function describeJob({
  id,
  kind,
  input,
  result,
}: Pick<Job, 'id' | 'kind' | 'input' | 'result'>): JobTold {
  const asked = fieldsOf(input);
  const made = fieldsOf(result);
  switch (kind) {
    case 'train':
      return {
        title: `Train ${nameOf(asked.model)} on ${nameOf(asked.data)}`,
        links: [...dataLink(asked.data), ...madeLinks(made)],
      };
    case 'retrain':
      return {
        title: `Retrain ${nameOf(asked.model)} with what people said`,
        links: [...dataLink(made.data), ...madeLinks(made)],
      };
    case 'batch':
      return {
        title: `Ask ${nameOf(asked.model)} about ${countOf(asked.rows)} texts`,
        links: [{ name: 'The batch and its results', href: `/batches/${encodeURIComponent(id)}` }],
      };
    case 'webhook': {
      const batch = textOf(asked.batch);
      return {
        title: 'Tell who asked that their batch has ended',
        links: batch ? [{ name: 'The batch', href: `/batches/${encodeURIComponent(batch)}` }] : [],
      };
    }
    default:
      return { title: kind, links: [] };
  }
}

function madeLinks(made: Fields): readonly JobLink[] {
  const [model, run] = [textOf(made.model), textOf(made.run_id)];
  const version = typeof made.version === 'number' ? made.version : null;
  const judgement = typeof made.judgement === 'number' ? made.judgement : null;
  const ofModel = `/models/${encodeURIComponent(model)}`;
  return [
    ...(model && version !== null
      ? [{ name: `${model}, version ${version}`, href: `${ofModel}/${version}` }]
      : []),
    ...(model && judgement !== null
      ? [{ name: 'What the judge said', href: `${ofModel}/judgements/${judgement}` }]
      : []),
    ...(run ? [{ name: 'The run', href: `/runs/${encodeURIComponent(run)}` }] : []),
  ];
}

function dataLink(reference: unknown): readonly JobLink[] {
  const text = textOf(reference);
  if (!text) return [];
  const [, name = text, number] = /^(.*)@(\d+)$/.exec(text) ?? [];
  const ofData = `/data/${encodeURIComponent(name)}`;
  return [{ name: `Data ${text}`, href: number ? `${ofData}/${number}` : ofData }];
}

export type JobAgain =
  | { readonly kind: 'train'; readonly input: TrainJob }
  | { readonly kind: 'retrain'; readonly model: string; readonly request: RetrainRequest };

/** Null: only what was asked for by hand and needs nothing that is gone can be asked for again. */
export function askAgain({ kind, state, input }: Pick<Job, 'kind' | 'state' | 'input'>): JobAgain | null {
  if (state !== 'failed' && state !== 'cancelled') return null;
  const asked = fieldsOf(input);
  const [model, data] = [textOf(asked.model), textOf(asked.data)];
  if (!model || !data) return null;
  if (kind === 'train') return { kind, input: asked as TrainJob };
  if (kind !== 'retrain') return null;
  const { labels, recipe, redact, seed, promote } = asked;
  return {
    kind,
    model,
    request: {
      from_feedback: true,
      dataset: data,
      labels: labels === 'all' ? 'all' : 'reviewed',
      redact: redact === true,
      promote: promote === true,
      ...(recipe !== null && recipe !== undefined && { recipe }),
      ...(typeof seed === 'number' && { seed }),
    },
  };
}

function nameOf(value: unknown): string {
  return textOf(value) || 'a model';
}

function countOf(value: unknown): string {
  return typeof value === 'number' ? value.toLocaleString('en') : 'some';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
