import { relative, resolve } from 'node:path';
import { surroundings } from './machine.ts';
import { parseOptions } from './options.ts';
import { assertData, places, repository } from './places.ts';
import { findPython, pythonVersions } from './python.ts';
import { BenchRefusal } from './refusal.ts';
import { writeReport } from './report.ts';
import { chooseSuites } from './suites/choose-suites.ts';
import { suites } from './suites/index.ts';

/** Runs the suites asked for, one after the other, and writes what each found before the next begins. */
async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const chosen = chooseSuites(suites, options.wanted);
  assertData();
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const python = await findPython(options.python, say);
  const versions = await pythonVersions(python);
  const folder = options.out === null ? places.results : resolve(options.out);
  for (const suite of chosen) {
    say(`\n${suite.name}: ${suite.about}`);
    const around = surroundings(versions, new Date());
    const began = performance.now();
    const result = await suite.run({ options, python, say });
    const seconds = (performance.now() - began) / 1000;
    const invocation = ['npm run bench --', suite.name, ...optionWords(args)].join(' ');
    const path = await writeReport(folder, { suite: suite.name, invocation, around, seconds, result });
    process.stdout.write(`\n${result.body}\n\n${relative(process.cwd(), path)}\n`);
  }
}

/** The options without the suites, and without where this machine keeps its Python and its results. */
function optionWords(args: readonly string[]): string[] {
  const { pairs, assignments, recipes, data } = parseOptions(args);
  return [
    ...['--pairs', `${pairs}`, '--assignments', `${assignments}`],
    ...(recipes ?? []).flatMap((name) => ['--recipe', name]),
    ...(data ?? []).flatMap((name) => ['--data', name]),
  ];
}

process.chdir(repository);
await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof BenchRefusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
