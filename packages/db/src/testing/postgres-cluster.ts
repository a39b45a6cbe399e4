import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A PostgreSQL of one's own: a server on a free loopback port, with its data in a folder that is removed with it. */
export interface PostgresCluster {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** `immediate` is what a crash leaves. */
  readonly stop: (mode?: 'fast' | 'immediate') => Promise<void>;
  /** Synchronous, so that it also works while a process ends. Idempotent. */
  readonly remove: () => void;
}

/** Where distributions put what is not on the PATH; the newest version last. */
const binFolders = ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/postgresql@*/bin'];

/** The folder with initdb and pg_ctl, that of VERDICT_POSTGRES_BIN if it is set; null where there is none. */
export function findPostgres(): string | null {
  const told = process.env.VERDICT_POSTGRES_BIN;
  const onPath = (process.env.PATH ?? '').split(delimiter);
  const installed = globSync(binFolders).sort((a, b) => versionIn(b) - versionIn(a));
  const folders = told ? [told] : [...onPath.filter((folder) => folder !== ''), ...installed];
  return (
    folders.find((folder) => ['initdb', 'pg_ctl'].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

function versionIn(folder: string): number {
  return Number(/(\d+(\.\d+)?)\/bin$/.exec(folder)?.[1] ?? 0);
}

export interface ClusterOptions {
  /** As it comes, where a commit is on the disk: for what is measured. */
  readonly durable?: boolean;
}

export async function createCluster({ durable = false }: ClusterOptions = {}): Promise<PostgresCluster> {
  const bin = findPostgres();
  if (bin === null) {
    throw new Error(
      'PostgreSQL’s initdb and pg_ctl are not found; install them (Debian and Ubuntu: apt-get install postgresql, macOS: brew install postgresql@17) or set VERDICT_POSTGRES_BIN to their folder.',
    );
  }
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), 'verdict-postgres-'));
  const data = join(folder, 'data');
  const password = randomBytes(12).toString('hex');
  const run = (program: string, ...args: readonly string[]): Promise<void> =>
    finished(join(bin, program), args, { cwd: folder, ...user });
  const stopNow = (): void => {
    spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], { cwd: folder, ...user });
  };
  const remove = (): void => {
    if (!existsSync(folder)) return;
    if (existsSync(join(data, 'postmaster.pid'))) stopNow();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    writeFileSync(join(folder, 'password'), password, { mode: 0o600 });
    if (user.uid !== undefined && user.gid !== undefined) {
      chownSync(folder, user.uid, user.gid);
      chownSync(join(folder, 'password'), user.uid, user.gid);
    }
    const signIn = ['-A', 'scram-sha-256', '--pwfile', join(folder, 'password'), '-U', 'postgres'];
    await run('initdb', '-D', data, ...signIn, '--no-sync', '-E', 'UTF8', '--locale', 'C');
    const port = await freePort();
    // Nothing of it outlives tests, so nothing of theirs need survive a power cut.
    const options = `${durable ? '' : '-F '}-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
    const start = (): Promise<void> =>
      run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-o', options, '-w', 'start');
    await start();
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      start,
      stop: (mode = 'fast') => run('pg_ctl', '-D', data, '-m', mode, '-w', 'stop'),
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** PostgreSQL refuses to run as root; distributions make the user postgres for it. */
function serverUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number.parseInt(spawnSync('id', [flag, 'postgres']).stdout.toString(), 10),
  );
  if (Number.isNaN(uid)) {
    throw new Error(
      'PostgreSQL does not run as root, and there is no user postgres; make one with useradd postgres.',
    );
  }
  return { uid, gid };
}

async function finished(program: string, args: readonly string[], options: SpawnOptions): Promise<void> {
  // Not through pipes: the server that pg_ctl leaves running would keep them open.
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('error', reject);
  child.on('exit', (code) =>
    code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')} ended with ${code}.`)),
  );
  return promise;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
