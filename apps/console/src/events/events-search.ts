export interface EventsSearch {
  readonly kind?: string;
  readonly subject?: string;
  readonly action?: string;
  readonly actor?: string;
}

/** What can be changed, as the record names its kinds. */
export const subjectKinds = [
  'account',
  'blobs',
  'dataset',
  'experiment',
  'job',
  'key',
  'logged_model',
  'model',
  'prediction',
  'run',
  'traffic',
] as const;

/** What an address says, made safe. A subject alone would be refused: the same name is a data set's and a model's. */
export function eventsSearch(raw: Readonly<Record<string, unknown>>): EventsSearch {
  const kind = subjectKinds.find((each) => each === raw.kind);
  const [subject, action, actor] = [raw.subject, raw.action, raw.actor].map(textOf);
  return {
    ...(kind && { kind }),
    ...(kind && subject && { subject }),
    ...(action && { action }),
    ...(actor && { actor }),
  };
}

/** The router reads `1` as a number. NUL is in no name. */
function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  return text.replaceAll('\0', '').trim().slice(0, 500);
}
