import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@verdict/api';
import { pickOf } from './pick-of.ts';

/** A model that is asked, a challenger in its shadow, and what people say of the answers. */
export async function seedPredictions(client: Client, model = 'film-talk'): Promise<void> {
  await client.datasets.add(model, utf8.encode(csvOf(labelledRows(240))), {
    filename: `${model}.csv`,
    message: 'Sentences about films, labelled by hand.',
  });
  await train(client, { data: `${model}@1`, model, recipe: 'logreg', seed: 7 });
  await client.models.promote(model, { version: 1, force: true, reason: 'the first of its name' });
  await train(client, { data: `${model}@1`, model, recipe: 'naive-bayes', seed: 7 });
  await client.models.setTraffic(model, { mode: 'shadow', version: 2, percent: 100 });
  const answers: Said[] = [];
  for (let at = 0; at < askedTexts.length; at += 10) {
    const texts = askedTexts.slice(at, at + 10);
    const { predictions } = await client.predict({ texts, model });
    answers.push(...predictions);
  }
  const wrong = (said: string): string => (said === 'positive' ? 'negative' : 'positive');
  const [first, second, third, fourth] = answers;
  await client.predictions.giveFeedback(first.id, {
    label: wrong(first.label),
    comment: 'I meant it kindly; the machine got it wrong.',
  });
  await client.predictions.giveFeedback(second.id, { label: wrong(second.label) });
  await client.predictions.giveFeedback(third.id, { label: third.label });
  await client.predictions.giveFeedback(fourth.id, {
    label: wrong(fourth.label),
    comment: '<b>Irony</b> is hard, for people too.',
  });
}

interface Said {
  readonly id: string;
  readonly label: string;
}

async function train(client: Client, input: Parameters<Client['jobs']['submit']>[0]['input']): Promise<void> {
  const { id } = await client.jobs.submit({ kind: 'train', input });
  for (;;) {
    const { state, error } = await client.jobs.get(id);
    if (state === 'done') return;
    if (state === 'failed' || state === 'cancelled')
      throw new Error(`The training ${state}: ${error?.message}`);
    await sleep(50);
  }
}

const utf8 = new TextEncoder();

const things = ['The film', 'Its ending', 'The music', 'Every scene', 'The whole cast', 'That long evening'];
const praise = [
  'moved me to tears',
  'is a quiet delight',
  'made the whole room laugh',
  'was warm and clever',
];
const blame = ['bored me to tears', 'is a dull mess', 'made the whole room yawn', 'was loud and hollow'];
const tails = [
  'from the first minute',
  'more than I expected',
  'and I will tell my friends',
  'once more',
  'in the end',
];

function labelledRows(count: number): readonly (readonly [string, string])[] {
  const pick = pickOf(11);
  return Array.from({ length: count }, (_, at) => {
    const [words, label] = at % 2 === 0 ? [praise, 'positive'] : [blame, 'negative'];
    return [`${pick(things)} ${pick(words)}, ${pick(tails)} (${at}).`, label] as const;
  });
}

function csvOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  return `text,label\n${lines.join('\n')}\n`;
}

const oddTexts = [
  'It bored me to tears at first, and then it moved me to tears; I cannot say which of the two I will keep.',
  'Wonderful, if you came to sleep. The cast was warm and clever, the film around them loud and hollow.',
  'A quiet delight from the first minute.',
  'What a delight: two hours of a lamp being switched on and off.',
  '<script>document.title = "taken"</script> was what the subtitles said, and the room laughed.',
  'הסרט הזה היה ארוך מדי, אבל הסוף היה יפה.',
  'Nobody yawned, nobody laughed, nobody cried; we just went home.',
  'ThisTitleHasNoBlanksWhatsoeverAndGoesOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOn',
];

const pick = pickOf(5);
const askedTexts: readonly string[] = [
  ...oddTexts,
  ...Array.from({ length: 92 }, (_, at) => {
    const mixed = `${pick(things)} ${pick(praise)}, yet ${pick(things).toLowerCase()} ${pick(blame)} ${pick(tails)}.`;
    const plain = `${pick(things)} ${pick(at % 3 === 0 ? blame : praise)} ${pick(tails)}, ${pick(things).toLowerCase()} too.`;
    return at % 4 === 0 ? mixed : plain;
  }),
];
