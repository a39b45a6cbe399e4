import { parseThreads } from '../commands/options.ts';
import { dataFile, type Grammar, json, label, type Options, required, text, threads } from './command.ts';

const model = 'a model file, or NAME, NAME@3, NAME@ALIAS on record (NAME alone: the one in service)';

/** What is done with a model that is there. */
export function addUseCommands({ command, around }: Grammar): void {
  command('evaluate', 'judge a model on labelled texts', [
    'verdict evaluate reviews --data test.csv',
    'verdict evaluate reviews@2 --data reviews@1',
    'verdict evaluate sms-2.verdict --data new.tsv --json',
  ])
    .usage('MODEL --data FILE|NAME[@V] [options]')
    .argument('<model>', model)
    .option('--data <file|name>', `${dataFile}; or rows on record`)
    .option(...text)
    .option(...label)
    .option(...threads)
    .option(...json)
    .action(async (model: string, options: Options) => {
      const { runEvaluate } = await import('../commands/evaluate.ts');
      const request = {
        model,
        data: required(options.data, '--data', 'name the labelled texts with --data FILE'),
        text: options.text ?? null,
        label: options.label ?? null,
        threads: options.threads === undefined ? null : parseThreads(options.threads),
      };
      await runEvaluate(request, around(options));
    });

  command('predict', 'say the label of texts', [
    'verdict predict reviews "A wonderful, moving film."',
    'verdict predict sms-1.verdict --file messages.csv --out answers.csv',
    'cat lines.txt | verdict predict sms@champion --json',
  ])
    .usage('MODEL [TEXT…] [options]')
    .argument('<model>', model)
    .argument('[text...]', 'texts; without any, and without --file, each line of standard input is one')
    .option('--file <file>', 'texts from a CSV, TSV, JSONL or Parquet file')
    .option(...text)
    .option(
      '--out <file>',
      'write text, label and confidence to this .csv, .tsv or .jsonl;\n--json then prints how many rows got which label',
    )
    .option(...json)
    .action(async (model: string, texts: string[], options: Options) => {
      const { runPredict } = await import('../commands/predict.ts');
      const request = {
        model,
        texts,
        file: options.file ?? null,
        text: options.text ?? null,
        out: options.out ?? null,
      };
      await runPredict(request, around(options));
    });

  command('explain', 'show which words led to the answer', [
    'verdict explain reviews "Not a good film, but a funny one."',
    'verdict explain agnews-1.verdict --class Sports "The match ended late."',
  ])
    .usage('MODEL [TEXT] [options]')
    .argument('<model>', `${model}; of a linear recipe`)
    .argument('[text]', 'the text; without it, standard input')
    .option('--class <label>', 'argue for this class (default: the one that is answered)')
    .option(...json)
    .action(async (model: string, one: string | undefined, options: Options) => {
      const { runExplain } = await import('../commands/explain.ts');
      const request = { model, text: one ?? null, target: options.class ?? null };
      await runExplain(request, around(options));
    });
}
