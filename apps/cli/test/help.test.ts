import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommands, type CommandHelp } from './testing/commands.ts';
import { temporaryFolder } from './testing/verdict.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

describe('the help pages', () => {
  let commands: readonly CommandHelp[];
  beforeAll(async () => {
    commands = await allCommands(folder);
  }, 120_000);

  const fileOf = (name: string): string => `${name === '' ? 'verdict' : name.replaceAll(' ', '-')}.txt`;

  it('are as they are kept, and none is kept that is no more', async () => {
    for (const { name, help } of commands) await expect(help).toMatchFileSnapshot(`help/${fileOf(name)}`);
    const kept = readdirSync(new URL('help', import.meta.url)).sort();
    expect(kept).toEqual(commands.map(({ name }) => fileOf(name)).sort());
  });

  it('have examples that begin as they are typed, each', () => {
    for (const { name, help } of commands) {
      if (name.startsWith('recipes ')) continue;
      const [, examples = ''] = help.split('Examples:\n');
      expect(examples, name).toMatch(/^ {2}.*\bverdict /);
    }
  });

  it('fit 100 columns', () => {
    for (const { name, help } of commands)
      expect(Math.max(...help.split('\n').map((line) => line.length)), name).toBeLessThanOrEqual(110);
  });
});
