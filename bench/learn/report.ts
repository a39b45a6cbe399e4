import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Surroundings } from './machine.ts';
import { megabytes } from './markdown.ts';

/** What a suite found: everything as data, and the same for a person to read. */
export interface SuiteResult {
  readonly title: string;
  /** What was compared with what, and how; what stands beside the figures when they are quoted. */
  readonly method: readonly string[];
  readonly commands: readonly string[];
  /** JSON, with every single run. */
  readonly results: unknown;
  /** Markdown, most often tables. */
  readonly body: string;
}

export interface ReportParts {
  readonly suite: string;
  readonly invocation: string;
  readonly around: Surroundings;
  readonly seconds: number;
  readonly result: SuiteResult;
}

export async function writeReport(folder: string, parts: ReportParts): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { suite, invocation, around, seconds, result } = parts;
  const { body: _, ...data } = result;
  const document = { suite, ...around, invocation, seconds: Math.round(seconds), ...data };
  await writeFile(join(folder, `${suite}.json`), `${JSON.stringify(document, null, 2)}\n`);
  const path = join(folder, `${suite}.md`);
  await writeFile(path, reportText(parts));
  return path;
}

export function reportText({ invocation, around, seconds, result }: ReportParts): string {
  const { machine, versions } = around;
  const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${[
    `# ${result.title}`,
    result.body,
    '## How',
    result.method.map((sentence) => `- ${sentence}`).join('\n'),
    ...(result.commands.length > 0 ? [['```', ...result.commands, '```'].join('\n')] : []),
    '## Where and when',
    [
      `- ${around.date}, commit ${around.commit}`,
      `- ${machine.cpu}, ${machine.cores} cores, ${megabytes(machine.memoryBytes)} memory, ${machine.system}; load ${machine.load.toFixed(2)} at the start`,
      `- ${software.join(', ')}`,
      `- \`${invocation}\`, ${Math.round(seconds)} s`,
    ].join('\n'),
  ].join('\n\n')}\n`;
}
