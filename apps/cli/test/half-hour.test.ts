import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareRecord } from './testing/prepare-record.ts';
import { ended, type Folder, temporaryFolder } from './testing/verdict.ts';

const page = fileURLToPath(new URL('../../../docs/how-to/the-first-half-hour.md', import.meta.url));
/** Opening an embedded store takes a second or two, and the page opens it once a command. */
const wholeMs = 600_000;
const slowClock = new URL('./testing/slow-clock.ts', import.meta.url).href;
const fromMs = Date.now();

interface Printed {
  readonly command: string;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the page docs/how-to/the-first-half-hour.md', () => {
  const text = readFileSync(page, 'utf8');
  const folder = temporaryFolder();
  const printed: Printed[] = [];
  afterAll(() => folder.remove());

  beforeAll(async () => {
    const [, script = ''] = /^```js\n([\s\S]*?)^```/m.exec(text) ?? [];
    folder.write('make-reviews.mjs', script);
    folder.write('.gitignore', '.verdict/\n');
    await prepareRecord(folder);
    for (const [, block] of text.matchAll(/^```sh\n([\s\S]*?)^```/gm))
      for (const command of block.trim().split('\n')) printed.push(await runLine(folder, command));
  }, wholeMs);

  const ran = (start: string): Printed => {
    const found = printed.find(({ command }) => command.startsWith(start));
    if (!found) throw new Error(`The page does not run ${start}.`);
    return found;
  };

  it('runs as it stands, and is refused only where it says so', () => {
    const failed = printed.filter(({ code }) => code !== 0);
    expect(failed.map(({ command, stderr }) => [command, stderr])).toEqual([
      [
        'npx verdict models promote reviews@2',
        expect.stringMatching(/The judge refuses reviews@2, and @1 stays/),
      ],
    ]);
  });

  it('shows what is printed, but for ids, times and paths', async () => {
    const shown = withOutputs(text, printed, folder.path);
    await expect(shown).toMatchFileSnapshot(page);
  });

  it('keeps two versions of the data, the first inside the second', async () => {
    const { stdout } = await folder.verdict(['data', 'diff', 'reviews', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ from: 1, to: 2, added: 1800, removed: 0, unchanged: 600 });
  }, 60_000);

  it('refuses the worse model by its accuracy on the rows that were held out', () => {
    const { stdout } = ran('npx verdict models promote reviews@2');
    expect(stdout).toMatch(/^refuse {2}reviews@2 against reviews@1 on \d+ rows$/m);
    expect(stdout).toMatch(/^ {2}✗ accuracy /m);
  });

  it('prints the whole chain: commit, data version, run, model version', async () => {
    const { stdout: commit } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: folder.path });
    const { stdout } = await folder.verdict(['models', 'chain', 'reviews@1', '--json']);
    const chain = JSON.parse(stdout);
    expect(chain).toMatchObject({
      commit: { sha: commit.trim(), dirty: false },
      data: { dataset: 'reviews', number: 2 },
      run: { status: 'finished' },
      version: { model: 'reviews', version: 1, run_id: chain.run.id },
    });
    expect(chain.moves.map(({ kind }: { kind: string }) => kind)).toHaveLength(3);
  }, 60_000);

  it('makes the same bytes again from the record', () => {
    expect(ran('npx verdict models rebuild').stdout).toMatch(/^reviews@1 {2}the same bytes: /);
  });
});

/** As a shell would, for the two programs that the page needs. */
async function runLine(folder: Folder, command: string): Promise<Printed> {
  const [, arguments_] = /^npx verdict (.*)$/.exec(command) ?? [];
  if (arguments_ !== undefined) {
    const words = [...arguments_.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
    const { FORCE_COLOR: _, ...env } = process.env;
    const clock = { NODE_OPTIONS: `--import=${slowClock}`, SLOW_CLOCK_FROM: String(fromMs) };
    const child = folder.start(words, { ...env, ...clock, VERDICT_LOG_LEVEL: 'warn' });
    const { code, stdout, stderr } = await ended(child);
    return { command, code, stdout, stderr };
  }
  const author = { GIT_AUTHOR_NAME: 'you', GIT_AUTHOR_EMAIL: 'you@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'you', GIT_COMMITTER_EMAIL: 'you@example.org' };
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], {
    cwd: folder.path,
    env: { ...process.env, ...author, ...committer },
  });
  return { command, code: 0, stdout, stderr };
}

/** The page with what its commands print, each block of output after its block of commands. */
function withOutputs(text: string, printed: readonly Printed[], folder: string): string {
  const mask = createMask(folder);
  return text.replace(
    /^```sh\n((?:(?!```).*\n)*)```\n\n```text\n(?:(?!```).*\n)*```/gm,
    (_, commands: string) => {
      const outputs = commands
        .trim()
        .split('\n')
        .map((command) => printed.find((each) => each.command === command))
        .map((each) => (each ? outputOf(each) : ''));
      return `\`\`\`sh\n${commands}\`\`\`\n\n\`\`\`text\n${mask(outputs.join('\n\n'))}\n\`\`\``;
    },
  );
}

/** What took over a second on one machine did not on another. */
function outputOf({ stdout, stderr }: Printed): string {
  const said = stderr.replace(/^ {2}\S.* \d+(?:\.\d+)? (?:s|min.*)\n/gm, '');
  return `${stdout}${said}`.replace(/\n$/, '');
}

/** Ids by their order of appearance, so that those that are the same stay the same. */
function createMask(folder: string): (output: string) => string {
  const ids: string[] = [];
  const standIn = (id: string): string => {
    if (!ids.includes(id)) ids.push(id);
    return createHash('sha256')
      .update(`id ${ids.indexOf(id)}`)
      .digest('hex');
  };
  return (output) => {
    const whole = output
      .replaceAll(folder, '/home/you/first')
      .replace(/local:\S+/g, 'local:you')
      // Lines are broken by their length, and how long the time is differs.
      .replace(
        /One text takes[^;]+; up to\s+(\S+ ms)\s+is\s+allowed\./g,
        'One text takes … ms; up to $1 is allowed.',
      )
      .replace(/^(seconds_total).*$/gm, '$1  …')
      .replace(/\d+\.\d+ s\b/g, '… s')
      .replace(/\b[0-9a-f]{32}\b|\b[0-9a-f]{40}\b|\b[0-9a-f]{64}\b/g, (id) =>
        standIn(id).slice(0, id.length),
      );
    return whole.replace(/\b[0-9a-f]{8}\b/g, (start) => {
      const id = ids.find((each) => each.startsWith(start));
      return id === undefined ? standIn(start).slice(0, 8) : standIn(id).slice(0, 8);
    });
  };
}
