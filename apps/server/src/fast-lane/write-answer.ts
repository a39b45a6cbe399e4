import type { ServedModel } from '@verdict/serve';
import type { Answer } from '../asking/question.ts';

/** What of a model’s answers is always the same, written out once. */
interface Phrases {
  readonly modelJson: string;
  readonly labels: ReadonlyMap<string, string>;
  /** The classes as keys: `"positive":`. */
  readonly scoreKeys: readonly (readonly [name: string, json: string])[];
}

/** An answer as JSON, the same bytes that its schema’s serialiser writes. */
export function createAnswerWriter(): (answer: Answer) => string {
  const known = new WeakMap<ServedModel, Phrases>();
  return ({ id, prediction, served }) => {
    let phrases = known.get(served);
    if (!phrases) {
      phrases = phrasesOf(served, Object.keys(prediction.scores));
      known.set(served, phrases);
    }
    const { confidence } = prediction;
    // To write a number takes longer than all the rest, and one of the scores is the confidence.
    const confidenceJson = `${confidence}`;
    let scores = '';
    for (const [name, json] of phrases.scoreKeys) {
      const score = prediction.scores[name];
      scores += json + (score === confidence ? confidenceJson : score);
    }
    const label = phrases.labels.get(prediction.label) ?? JSON.stringify(prediction.label);
    return (
      `{"id":"${id}","label":${label},"confidence":${confidenceJson}` +
      `,"scores":{${scores}},"unsure":${prediction.unsure},"model":${phrases.modelJson}}`
    );
  };
}

function phrasesOf({ reference }: ServedModel, classes: readonly string[]): Phrases {
  return {
    modelJson: JSON.stringify(reference),
    labels: new Map(classes.map((name) => [name, JSON.stringify(name)])),
    scoreKeys: classes.map((name, at) => [name, `${at === 0 ? '' : ','}${JSON.stringify(name)}:`]),
  };
}
