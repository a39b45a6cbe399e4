import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type Served, serve } from './served.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

let server: Served;
let project: string;
let sdk: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'verdict-sdk-'));
  sdk = join(project, 'node_modules/@verdict/api');
  const [served] = await Promise.all([
    serve(),
    run(process.execPath, [join(root, 'scripts/build-sdk.ts'), '--out', sdk]),
  ]);
  server = served;
  await symlink(join(root, 'node_modules/typebox'), join(project, 'node_modules/typebox'));
}, 60_000);
afterAll(async () => {
  await server?.stop();
  if (project) await rm(project, { recursive: true, force: true });
});

const page = readFileSync(join(root, 'docs/how-to/ask-from-javascript.md'), 'utf8');
const imports = /^import (.+) from '@verdict\/api\/client';$/m;

/** The page's program for another server, and where it gets the client from; it gives what it found. */
function program(url: string, from: (names: string) => string): string {
  const code = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');
  const found =
    '{ label, predictions, counts, asked, refused: refused.code, status, queue, prediction_log, metrics }';
  return `${code
    .replace(imports, (_, names) => from(names))
    .replace("'http://localhost:8000'", JSON.stringify(url))}\nconst found = ${found};\n`;
}

const expected = {
  label: 'positive',
  predictions: [{ label: expect.any(String) }, { label: expect.any(String) }],
  counts: expect.any(Object),
  asked: { id: expect.any(String), model: { name: 'sentiment-en', version: 1 } },
  refused: 'TEXT_EMPTY',
  status: 'ready',
  queue: { waiting: 0 },
  prediction_log: { dropped: 0 },
  metrics: expect.stringContaining('verdict_predictions_total{'),
};

describe('the SDK as it is published', () => {
  test('runs in Node as plain JavaScript', async () => {
    const text = program(server.url, (names) => `import ${names} from '@verdict/api/client';`);
    await writeFile(
      join(project, 'program.mjs'),
      `${text}process.stdout.write('\\0' + JSON.stringify(found));`,
    );
    const flags = ['--no-experimental-strip-types', join(project, 'program.mjs')];
    const { stdout } = await run(process.execPath, flags);
    expect(JSON.parse(stdout.split('\0')[1])).toMatchObject(expected);
  });

  test('tells a TypeScript project what it gives', async () => {
    const consumer = join(project, 'consumer');
    await mkdir(consumer, { recursive: true });
    await writeFile(
      join(consumer, 'use.ts'),
      `import { ApiError, createClient, PredictRequest } from '@verdict/api';
const client = createClient({ url: 'http://localhost' });
export const label: Promise<string> = client.predict({ text: 'x' }).then((reply) => reply.label);
// @ts-expect-error: a label is a text.
export const wrong: Promise<number> = client.predict({ text: 'x' }).then((reply) => reply.label);
// @ts-expect-error: either one text or several.
client.predict({ text: 'x', texts: ['y'] });
export const known = PredictRequest.properties.text;
export const code = new ApiError({ code: 'X', status: null, detail: '', canRetry: false, requestId: null }).code;
`,
    );
    const options = {
      target: 'ES2022',
      module: 'NodeNext',
      strict: true,
      noEmit: true,
      types: [],
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    };
    const project_ = { compilerOptions: options, include: ['*.ts'] };
    await writeFile(join(consumer, 'tsconfig.json'), JSON.stringify(project_));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [compiler, '-p', consumer]).catch(({ stdout }) => {
      throw new Error(stdout);
    });
  }, 60_000);

  test('works in a page of a browser and in a worker of it, bundled, without anything of Node', async () => {
    const build = await rolldown({ input: join(sdk, 'client/index.js'), platform: 'browser' });
    const { output } = await build.generate({ format: 'iife', name: 'verdict', minify: true });
    await build.close();
    const [{ code }] = output;
    console.log(`client: ${code.length} bytes minified`);
    expect(code).not.toMatch(/\bnode:|\brequire\(|\bprocess\./);

    const browser = await launchChromium();
    try {
      // The server's own pages load their own files alone; this one is tried with what a site of its own would load.
      const tab = await browser.newPage({ bypassCSP: true });
      await tab.goto(server.url);
      const text = program(server.url, (names) => `const ${names} = verdict;`);
      const script = `${code};(async () => {${text}return found;})()`;
      expect(await tab.evaluate(script)).toMatchObject(expected);
      const inWorker = await tab.evaluate(
        (source) =>
          new Promise((resolve, reject) => {
            const file = new Blob([source], { type: 'text/javascript' });
            const worker = new Worker(URL.createObjectURL(file));
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
          }),
        `${script}.then((found) => postMessage(found))`,
      );
      expect(inWorker).toMatchObject(expected);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
