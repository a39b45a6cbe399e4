import type { Client } from '@verdict/api';

const good = [
  'a quiet film that stays with you for days',
  'warm and funny from the first minute to the last',
  'the best thing I have seen in this cinema for years',
  'beautifully shot, and the children act like children',
  'a small story told with great patience',
  'I laughed, and then I called my mother',
];
const poor = [
  'two hours of people walking through corridors',
  'the jokes were old when the projector was new',
  'loud and long, and nobody in it wants anything',
  'I left before the end and regret only the beginning',
  'a plot so thin that the posters gave it away',
  'wooden dialogue in front of green paper',
];

/** People, keys and jobs, some of which went wrong: what the house of the console shows. */
export async function seedConsole(client: Client): Promise<void> {
  const password = 'four words that differ';
  for (const [name, role] of [
    ['ada', 'admin'],
    ['eve', 'editor'],
    ['vic', 'viewer'],
    ['rotten-potatoes', 'viewer'],
  ] as const) {
    await client.accounts.create({ name, role, ...(role !== 'viewer' && { password }) });
  }
  await client.accounts.update('vic', { disabled: true });
  const days = 86_400_000;
  const keys = [
    { account: 'rotten-potatoes', name: 'site', scopes: ['predict'], expires_ms: Date.now() + 90 * days },
    {
      account: 'eve',
      name: 'notebook',
      scopes: ['predict', 'read', 'write'],
      expires_ms: Date.now() + 3 * days,
    },
    { account: 'ada', name: 'old-build', scopes: ['read', 'write', 'promote'], expires_ms: null },
  ] as const;
  for (const key of keys) await client.keys.create({ ...key, scopes: [...key.scopes] });
  const { keys: made } = await client.keys.list();
  const old = made.find(({ name }) => name === 'old-build');
  if (old) await client.keys.revoke(old.id);

  await client.datasets.add('film-notes', csv(good, poor), {
    filename: 'film-notes.csv',
    message: 'The first two dozen.',
  });
  const wanted = { data: 'film-notes', model: 'film-notes', recipe: 'logreg', holdout: 0, seed: 1 };
  const jobs = [
    await client.jobs.submit({ kind: 'train', input: wanted }),
    await client.jobs.submit({ kind: 'train', input: { ...wanted, recipe: 'crystal-ball' } }),
  ];
  for (const { id } of jobs) await ended(client, id);
}

function csv(positive: readonly string[], negative: readonly string[]): Uint8Array {
  const rows = [
    ...positive.flatMap((text) => [`"${text}",positive`, `"${text}, truly",positive`]),
    ...negative.flatMap((text) => [`"${text}",negative`, `"${text}, sadly",negative`]),
  ];
  return new TextEncoder().encode(`text,label\n${rows.join('\n')}\n`);
}

async function ended(client: Client, id: string): Promise<void> {
  for (let looks = 0; looks < 200; looks++) {
    const { state } = await client.jobs.get(id);
    if (state !== 'queued' && state !== 'running') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The job ${id} did not end in ten seconds.`);
}
