import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { launcher, temporaryFolder } from './testing/verdict.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

describe('the launcher', () => {
  it('is a program that can be run', async () => {
    const { stdout } = await promisify(execFile)(launcher, ['--version']);
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(stdout).toBe(`${version}\n`);
  });

  for (const [version, accepted] of [
    ['16.20.2', false],
    ['22.21.1', false],
    ['22.22.0', true],
    ['24.0.0', true],
  ] as const) {
    it(`${accepted ? 'accepts' : 'refuses'} Node ${version}`, async () => {
      const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
      const ran = await promisify(execFile)('node', ['--import', pretend, launcher, '--version']).catch(
        (error) => error,
      );
      expect(ran.code ?? 0).toBe(accepted ? 0 : 1);
      if (!accepted)
        expect(ran.stderr).toBe(
          `Verdict needs Node 22.22 or newer and this is Node ${version}; install a newer one from https://nodejs.org.\n`,
        );
    });
  }

  it('says of a group without a command what it has, as wrong usage', async () => {
    const { code, stdout, stderr } = await folder.verdict(['models']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: verdict models COMMAND [options]');
  });

  it('lists the recipes as JSON, and shows one', async () => {
    const all = JSON.parse((await folder.verdict(['recipes', '--json'])).stdout);
    const listed = JSON.parse((await folder.verdict(['recipes', 'list', '--json'])).stdout);
    expect(listed).toEqual(all);
    const { stdout } = await folder.verdict(['recipes', 'show', 'nb-logreg', '--json']);
    expect(JSON.parse(stdout)).toEqual(all.find((recipe: { name: string }) => recipe.name === 'nb-logreg'));
  });
});
