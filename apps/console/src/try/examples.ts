export type Example = readonly [name: string, text: string];

/** Of our own writing. A model is offered those of its kind, known by its classes. */
const reviews: readonly Example[] = [
  [
    'a happy review',
    'I went in tired and came out grinning. The two leads are wonderful together, the jokes land, and the last scene, quiet as it is, has stayed with me all week. See it with somebody you like.',
  ],
  [
    'a weary one',
    'Two hours that nobody will give back. The plot makes no sense, the dialogue is painful, and even the music seems bored. I kept waiting for a point and there was none.',
  ],
  [
    'a torn one',
    'The cast is fine and a few scenes really shine, but the middle drags, and the ending feels borrowed from another story. I would not see it twice, though I am glad that I went once.',
  ],
];

const messages: readonly Example[] = [
  [
    'a message that wants something',
    'CONGRATULATIONS! You have been selected for a free holiday worth £900. Call 09001234567 now to claim your prize, or text WIN to 80085. Offer ends today!',
  ],
  [
    'a message from a friend',
    'Running ten minutes late, start without me. Shall I bring bread, or is there some left from yesterday?',
  ],
];

export function examplesFor(classes: readonly string[]): readonly Example[] {
  const names = classes.map((name) => name.toLowerCase());
  if (names.includes('spam')) return messages;
  if (names.includes('positive')) return reviews;
  return [reviews[0], messages[0]];
}
