import { type Grammar, group, json, type Surroundings } from './command.ts';

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

interface ImportOptions {
  readonly experiment?: readonly string[];
  /** Commander's `--no-artifacts` is false here. */
  readonly artifacts?: string | boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function addImportCommands(program: Grammar, surroundings: Surroundings): void {
  const { command, around } = group(program, surroundings, {
    name: 'import',
    summary: 'bring what another system has on record',
    examples: ['verdict import mlflow ./mlruns --dry-run', 'verdict import mlflow ./mlruns'],
  });

  command('mlflow', 'bring experiments, runs, models and artifacts of an MLflow store', [
    'verdict import mlflow ./mlruns',
    'verdict import mlflow sqlite:///mlflow.db --experiment reviews',
    'verdict import mlflow postgresql://mlflow@db/mlflow --artifacts /srv/mlartifacts',
  ])
    .usage('SOURCE [options]')
    .argument('<source>', 'an mlruns folder, or what --backend-store-uri names: a database')
    .option('--experiment <name>', 'this one only; may be given several times', collect)
    .option('--artifacts <dir>', "a copy of the server's --artifacts-destination")
    .option('--no-artifacts', 'leave artifacts where they are; clients read them from there')
    .option('--dry-run', 'count only')
    .option(...json)
    .action(async (source: string, options: ImportOptions) => {
      const { importMlflow } = await import('../commands/import/mlflow.ts');
      const { experiment: experiments = [], artifacts, dryRun = false } = options;
      const from = artifacts === false ? false : typeof artifacts === 'string' ? artifacts : null;
      await importMlflow({ source, experiments, artifacts: from, dryRun }, around(options));
    });
}
