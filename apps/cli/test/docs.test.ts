import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp, loadModels, readConfig } from '@verdict/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommands, type CommandHelp } from './testing/commands.ts';
import { prepareRecord } from './testing/prepare-record.ts';
import { csv, reviews } from './testing/reviews.ts';
import { startUp } from './testing/up.ts';
import { temporaryFolder } from './testing/verdict.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const folder = temporaryFolder();
afterAll(() => folder.remove());

const isOurs = (name: string): boolean => !name.startsWith('.') && name !== 'node_modules' && name !== 'dist';
function pagesIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => isOurs(name))
    .flatMap((entry) => {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) return pagesIn(inside);
      return entry.name.endsWith('.md') ? [relative(repository, inside)] : [];
    });
}
const pages = pagesIn(repository);
const withoutCode = (page: string): string =>
  page.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** Headings as GitHub turns them into anchors. */
const anchorsOf = (path: string): string[] =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('every page', () => {
  it('is found', () => {
    expect(pages).toEqual(expect.arrayContaining(['CONTRIBUTING.md', 'docs/README.md']));
  });

  it.each(pages)('%s links to files and headings that are there', (path) => {
    const links = [...withoutCode(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
    const broken = links
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [file, anchor] = target.split('#');
        const found = file === '' ? path : relative(repository, resolve(repository, dirname(path), file));
        if (!existsSync(join(repository, found))) return true;
        return anchor !== undefined && !anchorsOf(found).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  it('is reached from the index', () => {
    const index = read('docs/README.md');
    const inDocs = pages.filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
    expect(inDocs.filter((path) => !index.includes(`](${relative('docs', path)})`))).toEqual([]);
  });
});

describe('the page docs/command-line.md', () => {
  const page = read('docs/command-line.md');
  const sections = new Map(
    page
      .split(/^##+ verdict /m)
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf('\n')), text]),
  );
  let commands: readonly CommandHelp[];
  beforeAll(async () => {
    commands = (await allCommands(folder)).filter(({ name }) => name !== '');
  }, 120_000);

  it('has a section for each command, and for nothing else', () => {
    const known = commands.map(({ name }) => name).filter((name) => !name.startsWith('recipes '));
    expect([...sections.keys()]).toEqual(known);
  });

  it.each([...sections])('has under "verdict %s" the options of its help, and no others', (name, text) => {
    const known = commands.find((command) => command.name === name)?.options ?? [];
    const documented = [...text.matchAll(/^\| `(--[a-z-]+)`/gm)].map(([, option]) => option);
    expect([...documented, '--help'].sort()).toEqual([...known].sort());
  });
});

describe('the JSON on the pages', () => {
  const shown = (path: string): Record<string, unknown> => {
    const [, json = ''] = /^```json\n([\s\S]*?)^```/m.exec(read(path)) ?? [];
    return JSON.parse(json);
  };
  const inCode = (text: string): string[] => [...text.matchAll(/`([a-z_0-9]+)`/g)].map(([, name]) => name);
  const after = (path: string, start: string): string => {
    const [line] = read(path)
      .split('\n')
      .filter((each) => each.includes(start));
    return line.slice(line.indexOf(start) + start.length).split('. ')[0];
  };
  const printed = async (...args: string[]): Promise<Record<string, object>> =>
    JSON.parse((await folder.verdict([...args, '--json'])).stdout);

  let trained: Record<string, object>;
  beforeAll(async () => {
    folder.write('reviews.csv', csv(reviews(60)));
    trained = await printed(
      'train',
      '--data',
      'reviews.csv',
      '--name',
      'sentiment-en',
      '--out',
      'sentiment-en-1.verdict',
    );
  });

  it('has the fields that train and evaluate print', async () => {
    const path = 'docs/command-line.md';
    const page = shown(path) as Record<string, object>;
    expect(Object.keys(page)).toEqual(Object.keys(trained));
    for (const name of ['model', 'data', 'rows', 'seconds'])
      expect(Object.keys(page[name])).toEqual(Object.keys(trained[name]));
    const { metrics } = await printed('evaluate', 'sentiment-en-1.verdict', '--data', 'reviews.csv');
    expect(inCode(after(path, '`metrics` holds ')).sort()).toEqual(Object.keys(metrics).sort());
  });

  it('has the fields that the server replies with', async () => {
    const models = await loadModels(folder.path);
    const app = createApp({ config: readConfig(), models, clock: Date.now });
    const path = 'docs/http-api.md';
    const payload = { text: 'A moving film.' };
    const prediction = (await app.inject({ method: 'POST', url: '/predict', payload })).json();
    expect(Object.keys(shown(path))).toEqual(Object.keys(prediction));
    const explained = (await app.inject({ method: 'POST', url: '/api/v1/explain', payload })).json();
    const section = read(path).split('The reply has the fields of a prediction but `id`, and:')[1];
    const rows = [...section.split('\n## ')[0].matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name);
    const { id: _, ...common } = prediction;
    expect([...Object.keys(common), ...rows].sort()).toEqual(Object.keys(explained).sort());
    const info = (await app.inject('/api/v1/model-info')).json();
    const named = inCode(after(path, '`?model=` names one. ')).filter(
      (name) => !['out_of_fold', 'test'].includes(name),
    );
    expect(named.sort()).toEqual(Object.keys(info).sort());
    await app.close();
  });
});

describe('the page docs/http-api.md', () => {
  const page = read('docs/http-api.md');

  it('has a heading or a row for each route, and for nothing else', () => {
    const { paths }: { paths: Record<string, object> } = JSON.parse(read('docs/openapi.json'));
    const known = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const documented = [...page.matchAll(/^(?:### |\| `)([A-Z]+ \/[^`\n]*)(?:` \|.*)?$/gm)].map(
      ([, route]) => route,
    );
    expect(documented.sort()).toEqual(known.sort());
  });

  it('has a row for each setting with its default, and for nothing else', () => {
    const named = /VERDICT_[A-Z0-9_]+/g;
    const known = new Set(read('apps/server/src/config.ts').match(named));
    const rows = [...page.matchAll(/^\| `(VERDICT_[A-Z0-9_]+)` \| [^|]+ \| `?([^|`]+)`? /gm)];
    expect(rows.map(([, name]) => name).sort()).toEqual([...known].sort());
    const config = readConfig();
    const folders = new Set(['VERDICT_MODELS', 'VERDICT_CONSOLE']);
    const defaults = Object.values(config).map(String);
    for (const [, name, value] of rows) {
      if (!folders.has(name) && !value.startsWith('none')) expect(defaults, name).toContain(value.trim());
    }
    expect(relative(repository, config.modelsFolder)).toBe('models');
    expect(relative(repository, config.consoleFolder)).toBe(join('apps', 'console', 'dist'));
  });
});

describe('examples', () => {
  const examples = [
    'docs/command-line.md',
    ...pages.filter((path) => path.startsWith('docs/how-to/') && !path.endsWith('the-first-half-hour.md')),
  ].map((path) => {
    const code = [...read(path).matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block).join('');
    return [path, code.split('\n').filter((line) => line !== '')] as const;
  });

  it.each(examples.filter(([, lines]) => lines.length > 0))(
    'of %s run as they stand',
    async (path, lines) => {
      const own = temporaryFolder();
      own.write('reviews.csv', csv(reviews(120)));
      own.write('test.csv', csv(reviews(30)));
      own.write('new.csv', csv(reviews(10)));
      if (path.endsWith('choose-a-recipe.md')) {
        const [sweep, mine] = [...read(path).matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, json]) => json);
        own.write('sweep.json', sweep);
        own.write('mine.json', mine);
      }
      // Each command goes through it, where on its own it would open the workspace and close it again.
      await prepareRecord(own);
      const up = await startUp(own);
      try {
        for (const line of lines) {
          const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
          expect(words.slice(0, 2)).toEqual(['npx', 'verdict']);
          const { code, stderr } = await own.verdict(words.slice(2));
          expect([line, code, stderr]).toEqual([line, 0, expect.anything()]);
        }
      } finally {
        await up.stop();
        own.remove();
      }
    },
    // On a busy machine a page of twenty commands takes minutes.
    300_000,
  );
});
