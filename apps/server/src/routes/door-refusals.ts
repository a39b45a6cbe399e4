import { refusalShapeOf } from '../protocols/refusal-shape.ts';
import { type HttpErrorCode, refusalsOf } from '../schemas.ts';

export interface Door {
  readonly url: string;
  readonly method: string | readonly string[];
  readonly permission: string | undefined;
}

interface Reply {
  readonly description?: string;
}

/** By status. */
export type Replies = Readonly<Record<string, Reply>>;

/** What a caller may be told before the route is reached: that follows from its permission, and no route has to say it. */
export function doorRefusals({ method, permission }: Omit<Door, 'url'>): readonly HttpErrorCode[] {
  if (permission === undefined || permission === 'public') return [];
  const known: readonly HttpErrorCode[] = [
    'SIGN_IN_NEEDED',
    'CREDENTIALS_REFUSED',
    'TOO_MANY_ATTEMPTS',
    'OVERLOADED',
  ];
  if (permission === 'any' && method === 'GET') return known;
  const counted = permission !== 'read' && (permission === 'predict' || method !== 'GET');
  return [
    ...known,
    ...(permission === 'any' ? [] : (['PERMISSION_DENIED'] as const)),
    ...(counted ? (['RATE_LIMITED'] as const) : []),
  ];
}

/** The replies of a route with these among them; pure. */
export function withDoor(replies: Replies, door: Door): Replies {
  const merged: Record<string, Reply> = { ...replies };
  const atDoor = refusalsOf(refusalShapeOf(door.url), doorRefusals(door)) as Replies;
  for (const [status, reply] of Object.entries(atDoor)) {
    const said = merged[status]?.description ?? '';
    const more = (reply.description ?? '')
      .split(/(?<=\.) (?=[A-Z_]+: )/)
      .filter((sentence) => !said.includes(sentence));
    merged[status] = said === '' ? reply : { ...merged[status], description: [said, ...more].join(' ') };
  }
  return merged;
}
