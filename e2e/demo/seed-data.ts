import { type Client, createClient } from '@verdict/api';
import { pickOf } from './pick-of.ts';

/** Labelled texts in several datasets and versions, with problems to be found, and batches in several states. */
export async function seedData(client: Client): Promise<void> {
  const reviews = reviewRows(900);
  const add = (name: string, rows: readonly Row[], filename: string, message: string, append = false) =>
    client.datasets.add(name, utf8.encode(csvOf(rows)), { filename, message, append });
  await add(
    'film-reviews',
    reviews.slice(0, 300),
    'spring.csv',
    'The first three hundred, labelled by hand.',
  );
  await add('film-reviews', reviews.slice(300, 700), 'summer.csv', 'What came in over the summer.', true);
  await add(
    'film-reviews',
    reviews.slice(0, 860).map(([text, label], at) => [text, at % 61 === 0 ? otherOf(label) : label] as const),
    'second-look.csv',
    'A second person looked at all of them; some labels changed, some rows were added.',
  );
  await add('support-mail', mailRows(420), 'mail-2026-10.csv', 'A month of mail, sorted by the team.');
  await add('messages', messageRows(240), 'messages.csv', '');

  const submit = (texts: readonly string[], priority: 'high' | 'medium' | 'low') =>
    client.batches.submit({ texts: [...texts], priority });
  const texts = reviews.slice(0, 400).map(([text]) => text);
  const done = await submit([...texts.slice(0, 120), '', '   ', ...texts.slice(120)], 'high');
  await submit(texts.slice(0, 40), 'low');
  for await (const _ of client.batches.watch(done.job_id));
}

type Row = readonly [text: string, label: string];

const utf8 = new TextEncoder();
const csvOf = (rows: readonly Row[]): string =>
  `text,label\n${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`;
const otherOf = (label: string): string => (label === 'positive' ? 'negative' : 'positive');

const subjects = [
  'The film',
  'Its second half',
  'The whole cast',
  'That ending',
  'Every scene by the sea',
  'The music',
];
const praise = [
  'moved me',
  'is a quiet delight',
  'earns its tears',
  'made the room laugh',
  'stays for days',
  'is better than it looks',
];
const blame = [
  'goes nowhere',
  'is two hours of waiting',
  'insults its audience',
  'sent me to sleep',
  'was a chore',
  'forgets its own plot',
];
const asides = [
  'and I would go again',
  'though the sound was low',
  'with my grandmother beside me',
  'on a wet Tuesday',
  'despite the seats',
  'as my neighbours will tell you',
];

function reviewRows(count: number): readonly Row[] {
  const pick = pickOf(11);
  return Array.from({ length: count }, (_, at) => {
    const good = at % 5 < 3;
    const long = at % 37 === 0 ? ` ${asides.join(', ')}, and so on`.repeat(6) : '';
    const text = `${pick(subjects)} ${pick(good ? praise : blame)}, ${pick(asides)} (${at + 1}).${long}`;
    return [text, good ? 'positive' : 'negative'];
  });
}

const mails: Readonly<Record<string, readonly string[]>> = {
  delivery: ['Where is my parcel', 'The courier left it in the rain', 'Two boxes came, one was ordered'],
  refund: ['I want my money back', 'The refund has not arrived', 'You charged me twice'],
  login: ['The code never comes', 'My password is refused', 'I am locked out of my account'],
  praise: ['Thank you, that was quick', 'Your team was kind to my father'],
  returns: ['How do I send it back', 'The label does not print'],
  other: ['Are you open on Sunday'],
};

function mailRows(count: number): readonly Row[] {
  const pick = pickOf(23);
  const labels = Object.keys(mails);
  return Array.from({ length: count }, (_, at) => {
    const label = labels[Math.min(at % 9, labels.length - 1)];
    return [`${pick(mails[label])}, order ${10_000 + 7 * at}. ${pick(asides)}`, label];
  });
}

/** With everything that a look at the data finds: repeats, contradictions, entities, scripts of other tongues. */
function messageRows(count: number): readonly Row[] {
  const pick = pickOf(37);
  const strange: readonly Row[] = [
    ['<script>alert("rows are text")</script> see you at eight', 'ham'],
    ['مرحبا، هل نلتقي غدا مساء؟', 'ham'],
    ['=HYPERLINK("http://example.invalid","win now")', 'spam'],
    ['Tom &amp; Anna are here &#39;already&#39;', 'ham'],
    ['You have won, call now', 'spam'],
    ['You have won, call now', 'ham'],
    ['You have won, call now', 'spam'],
  ];
  const usual = Array.from({ length: count - strange.length }, (_, at): Row => {
    const spam = at % 9 === 0;
    const text = spam
      ? `Win a free week, answer ${at} today`
      : `${pick(asides)}, see you at ${at % 24}:00 (${at})`;
    return [text, spam ? 'spam' : 'ham'];
  });
  return [...strange, ...usual];
}

if (import.meta.main) {
  const url = process.argv[2] ?? 'http://localhost:8000';
  await seedData(createClient({ url }));
}
