import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { surroundings } from '../learn/machine.ts';
import { places, repository } from '../learn/places.ts';
import { BenchRefusal } from '../learn/refusal.ts';
import { writeReport } from '../learn/report.ts';
import { wholeNumber } from '../learn/whole-number.ts';
import { type Place, runSide, type Who } from './sides.ts';
import { type Pair, type Part, partTable } from './tables.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Remote {
  readonly name: string;
  readonly files: number;
  readonly of: (folder: string) => Place['remote'];
}

/** Many small files through `verdict data` and `dvc`: node bench/dvc/run.ts [--files 10000] [--pairs 5] [--out FOLDER] */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      files: { type: 'string', default: '10000' },
      's3-files': { type: 'string', default: '2000' },
      pairs: { type: 'string', default: '5' },
      out: { type: 'string' },
    },
  });
  const files = wholeNumber('--files', values.files, 100, 1_000_000);
  const s3Files = wholeNumber('--s3-files', values['s3-files'], 100, 1_000_000);
  const pairs = wholeNumber('--pairs', values.pairs, 1, 100);
  const began = performance.now();
  const versions = findDvc();
  const around = surroundings(versions, new Date());
  const s3 = s3Remote(s3Files);
  const remotes: Remote[] = [
    {
      name: 'a folder',
      files,
      of: (folder) => ({ url: join(folder, 'remote'), settings: {} }),
    },
    ...(s3 ? [s3] : []),
  ];
  const top = await mkdtemp(join(tmpdir(), 'verdict-bench-dvc-'));
  const fileSystem = spawnSync('stat', ['-f', '-c', '%T', top], { encoding: 'utf8' }).stdout.trim();
  const parts: Part[] = [];
  try {
    for (const remote of remotes) parts.push(await contest(remote, pairs, top));
  } finally {
    await rm(top, { recursive: true, force: true });
  }
  const body = parts.map(partTable).join('\n\n');
  process.stdout.write(`${body}\n`);
  const path = await writeReport(values.out ? resolve(values.out) : places.results, {
    suite: 'dvc',
    invocation: `${s3 ? 'scripts/with-s3.sh ' : ''}node bench/dvc/run.ts --files ${files} --pairs ${pairs}`,
    around,
    seconds: (performance.now() - began) / 1000,
    result: {
      title: 'Many small files, beside DVC',
      method: [
        `Medians of ${pairs} pairs. In each, verdict and then dvc does all of it in a repository, a cache, a remote and a home of its own; one pair before them is not counted.`,
        `Everything lies on ${fileSystem}.`,
        'Whole commands by wall clock, from spawn to exit. Files are texts of 20 to 400 bytes, a hundred in a folder, written just before, so that neither side reads them from the disk.',
        'Push again and add again: nothing has changed. Pull: into a clone with an empty cache. What was pulled is compared with what was added, byte for byte.',
        'DVC remembers which folders it has pushed and does not ask the remote about their files again; verdict asks every time.',
        'Memory is the largest resident set of any run of the command.',
      ],
      commands: [
        'verdict data add data && verdict data push && verdict data push && verdict data add data',
        'dvc add data && dvc push && dvc push && dvc add data',
      ],
      results: parts,
      body,
    },
  });
  say(relative(process.cwd(), path));
}

async function contest(remote: Remote, pairs: number, top: string): Promise<Part> {
  const counted: Pair[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const run = (who: Who): ReturnType<typeof runSide> => {
      const folder = join(top, remote.name.replaceAll(' ', '-'), `${who}-${pair}`);
      return runSide(who, { folder, files: remote.files, remote: remote.of(folder), python: 'python3' });
    };
    const both = { ours: await run('ours'), dvc: await run('dvc') };
    say(
      `${remote.name}, pair ${pair} of ${pairs}: add and push in ${(both.ours.add.seconds + both.ours.push.seconds).toFixed(2)} s, dvc in ${(both.dvc.add.seconds + both.dvc.push.seconds).toFixed(2)} s`,
    );
    if (pair > 0) counted.push(both);
  }
  return { remote: remote.name, files: remote.files, pairs: counted };
}

/** Puts dvc on the path of all that follows, from its pinned packages. */
function findDvc(): Readonly<Record<string, string>> {
  const ask = (...command: string[]): string => {
    const script = ['compat/dvc/requirements.txt', ...command];
    const { status, stdout, stderr } = spawnSync('scripts/with-python.sh', script, {
      cwd: repository,
      encoding: 'utf8',
    });
    if (status !== 0) throw new BenchRefusal(`DVC cannot be installed: ${stderr.slice(-600)}`);
    return stdout.trim();
  };
  process.env.PATH = `${dirname(ask('which', 'dvc'))}${delimiter}${process.env.PATH}`;
  // Its modules are compiled in the pair that does not count, whatever is set where the bench runs.
  process.env.PYTHONPYCACHEPREFIX = ask('printenv', 'PYTHONPYCACHEPREFIX');
  delete process.env.PYTHONDONTWRITEBYTECODE;
  return { dvc: ask('dvc', '--version'), python: ask('python3', '-V').replace('Python ', '') };
}

/** Where `scripts/with-s3.sh` runs the bench, its server too. */
function s3Remote(files: number): Remote | null {
  const { VERDICT_TEST_S3: given } = process.env;
  if (!given) return null;
  const { endpoint, region, bucket, credentials } = JSON.parse(given) as {
    endpoint: string;
    region: string;
    bucket: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  const settings = {
    endpointurl: endpoint,
    region,
    access_key_id: credentials.accessKeyId,
    secret_access_key: credentials.secretAccessKey,
  };
  return { name: 'S3', files, of: () => ({ url: `s3://${bucket}/${randomUUID()}`, settings }) };
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof BenchRefusal)) throw error;
  say(error.message);
  process.exitCode = 1;
});
