import type { Client, Job } from '@verdict/api';
import { pickOf } from './pick-of.ts';

/** What the pages about models are shown with, and what their tests ask for. */
export const seededModel = 'film-talk';

/**
 * A model as it looks after some weeks: three versions trained on a data set that grew, one promoted twice over, one that
 * the judge refused, and that one in the champion's shadow. Deterministic but for the clock.
 */
export async function seedModels(client: Client): Promise<void> {
  const { datasets, models } = client;
  await datasets.add(seededModel, csv(600, 1), { filename: 'spring.csv', message: 'Reviews of the spring' });
  await train(client, { data: `${seededModel}@1`, recipe: 'logreg' });
  await models.promote(seededModel, {
    version: 1,
    force: true,
    reason: 'The first one; there was nothing to compare with.',
  });
  await datasets.add(seededModel, csv(900, 2), {
    filename: 'summer.csv',
    message: 'Reviews of the summer',
    append: true,
  });
  await train(client, { data: `${seededModel}@2`, recipe: 'nb-logreg' });
  await train(client, { data: `${seededModel}@2`, recipe: 'random-forest' });
  const promoted = await models.promote(seededModel, { version: 2, reason: 'Twice the reviews.' });
  if (!promoted.promoted) {
    await models.promote(seededModel, { version: 2, force: true, reason: 'Twice the reviews.' });
  }
  await models.judge(seededModel, { candidate: 3 });
  await models.update(seededModel, {
    description: 'What people make of a film, from what they say about it.',
  });
  await models.setTraffic(seededModel, { mode: 'shadow', version: 3 });
  await askSome(client);
}

async function train(
  client: Client,
  input: { readonly data: string; readonly recipe: string },
): Promise<void> {
  const { id } = await client.jobs.submit({
    kind: 'train',
    input: { ...input, model: seededModel, seed: 7 },
  });
  for (;;) {
    const job = await client.jobs.get(id);
    if (job.state === 'done') return;
    if (ended(job)) throw new Error(`The training ${id} ended as ${job.state}: ${job.error?.message ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ended({ state }: Job): boolean {
  return state === 'failed' || state === 'cancelled';
}

async function askSome(client: Client): Promise<void> {
  for (const [index, { text, label }] of sentences(60, 9).entries()) {
    const { id } = await client.predict({ text, model: seededModel });
    if (index % 3 === 0) await client.predictions.giveFeedback(id, { label });
  }
}

const praise = ['warm', 'funny', 'wonderful', 'tender', 'brilliant', 'charming', 'honest', 'moving', 'sharp'];
const blame = ['dull', 'tedious', 'awful', 'clumsy', 'painful', 'boring', 'hollow', 'loud', 'endless'];
const things = ['plot', 'cast', 'music', 'ending', 'script', 'camera', 'humour', 'first hour', 'last scene'];
const frames = [
  (a: string, b: string, c: string) => `The ${a} is ${b}, and I found it ${c}.`,
  (a: string, b: string, c: string) => `I went for the ${a}; it was ${b} and at times ${c}.`,
  (a: string, b: string, c: string) => `A ${b} film with a ${c} ${a}.`,
  (a: string, b: string, c: string) => `My friends thought the ${a} ${b}. I thought it ${c}.`,
];

interface Sentence {
  readonly text: string;
  readonly label: 'positive' | 'negative';
}

/** Now and then a word argues the other way, so that nobody can be right always. */
function sentences(count: number, seed: number): readonly Sentence[] {
  const pick = pickOf(seed);
  return Array.from({ length: count }, (_, index) => {
    const label = pick(['positive', 'negative'] as const);
    const [own, other] = label === 'positive' ? [praise, blame] : [blame, praise];
    const first = pick(pick([own, own, own, own, own, own, own, own, own, own, own, other]));
    const second = pick(pick([own, own, own, other]));
    return { text: `${pick(frames)(pick(things), first, second)} Seat ${seed}-${index}.`, label };
  });
}

function csv(rows: number, seed: number): Uint8Array {
  const lines = sentences(rows, seed).map(({ text, label }) => `"${text}",${label}`);
  return new TextEncoder().encode(`text,label\n${lines.join('\n')}\n`);
}
