import { afterEach, describe, expect, it } from 'vitest';
import { sentences, trainInput } from '../../test/small-corpus.ts';
import { smallRecipes } from '../../test/small-models.ts';
import { soloCrew } from '../crew.ts';
import { readTokensTask } from '../features/read-tokens.ts';
import { encodeModel } from '../model-file/encode-model.ts';
import { fitRowsTask } from '../train/fit-rows.ts';
import { train } from '../train/train.ts';
import { type ThreadCrew, threadCrew } from './index.ts';

const open: ThreadCrew[] = [];
function crewOf(size: number, signal?: AbortSignal): ThreadCrew {
  const crew = threadCrew({ size, ...(signal && { signal }) });
  open.push(crew);
  return crew;
}
afterEach(() => Promise.all(open.splice(0).map((crew) => crew.close())));

const options = { tokens: 'words' } as const;

describe('threads', () => {
  it.each(Object.entries(smallRecipes))(
    'train the model that one thread trains, bit for bit: %s',
    async (_, recipe) => {
      const rows = sentences(150, 3, 8, 0.1);
      const input = trainInput(rows, 3, recipe);
      const alone = encodeModel((await train({ ...input, crew: soloCrew() })).model);
      for (const size of [2, 3]) {
        const crew = crewOf(size);
        const found = await train({ ...input, crew });
        expect(encodeModel(found.model)).toEqual(alone);
      }
    },
  );

  it('give outputs in the order of the inputs', async () => {
    const inputs = Array.from({ length: 50 }, (_, row) => ({ texts: ['word '.repeat(row)], options }));
    let done = 0;
    const outputs = await crewOf(3).run(readTokensTask, inputs, () => done++);
    expect(outputs.map(({ counts }) => counts[0])).toEqual(inputs.map((_, row) => row));
    expect(done).toBe(50);
  });

  it('share the work: a caller that has done its part lets others hand in theirs', async () => {
    const crew = crewOf(2);
    const texts = ['some words of this text and others '.repeat(4_000)];
    const input = { texts, options };
    await crew.run(readTokensTask, [input, input]);
    // Replies of other threads come in through the event loop: it must turn while the caller works.
    let turns = 0;
    const turn = setInterval(() => turns++, 0);
    await crew.run(readTokensTask, new Array(12).fill(input));
    clearInterval(turn);
    expect(turns).toBeGreaterThan(1);
  });

  it('hand on a refusal with its code, from whichever thread', async () => {
    const labels = new Int32Array(40);
    const crew = crewOf(2);
    const fit = {
      sets: [],
      labels,
      classes: 2,
      weights: new Float64Array(40),
      classifier: smallRecipes.plain.classifier,
      seed: 'a',
      wants: 'model',
    } as const;
    await expect(crew.run(fitRowsTask, [fit, fit, fit])).rejects.toMatchObject({
      name: 'LearnError',
      code: 'ROWS_TOO_FEW',
    });
    const texts = ['a b'];
    const [again] = await crew.run(readTokensTask, [{ texts, options }]);
    expect(Array.from(again.counts)).toEqual([2]);
  });

  it('stop a training that is no longer wanted', async () => {
    const rows = sentences(400, 2, 8, 0.2);
    const stopped = new AbortController();
    const crew = crewOf(2, stopped.signal);
    const running = train({
      ...trainInput(rows, 2, smallRecipes.forest, { crew }),
      onProgress: (stage) => {
        if (stage === 'fit') stopped.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'STOPPED' });
  });

  it('do not begin where the signal was given before', async () => {
    const crew = crewOf(2, AbortSignal.abort());
    await expect(
      train(trainInput(sentences(80, 2, 8), 2, smallRecipes.plain, { crew })),
    ).rejects.toMatchObject({
      code: 'STOPPED',
    });
  });

  it('close while they work, and then refuse work instead of keeping it waiting', async () => {
    const crew = crewOf(3);
    const texts = ['some words '.repeat(100_000)];
    const inputs = new Array(9).fill({ texts, options });
    const working = crew.run(readTokensTask, inputs);
    const refused = expect(working).rejects.toMatchObject({ code: 'STOPPED' });
    await Promise.all([crew.close(), crew.close()]);
    await refused;
    await expect(crew.run(readTokensTask, inputs)).rejects.toMatchObject({ code: 'STOPPED' });
  });
});
