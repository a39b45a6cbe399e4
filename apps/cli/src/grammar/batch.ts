import { type Grammar, json, type Options, text } from './command.ts';

export function addBatchCommand({ command, around }: Grammar): void {
  command('batch', 'have a worker label a file of many texts', [
    'verdict batch reviews.csv --model reviews --out labelled.csv',
    'verdict batch messages.jsonl.gz --model sms@3 --priority low --detach',
    'verdict batch ID --out labelled.jsonl',
  ])
    .usage('FILE|ID [options]')
    .argument(
      '<file|id>',
      'CSV, TSV, JSONL, JSON or Parquet, plain or gzipped; or the id of a batch to follow and fetch',
    )
    .option('--model <model>', 'NAME, NAME@3 or NAME@ALIAS on record (default: the default model)')
    .option('--out <file>', 'write the results to this .csv or .jsonl')
    .option(...text)
    .option('--priority <priority>', 'high, medium or low (default: medium)')
    .option('--detach', 'print the id and do not wait')
    .option(...json)
    .action(async (what: string, options: Options & { detach?: boolean }) => {
      const { runBatch } = await import('../commands/batch/run-batch.ts');
      const { model = null, out = null, text: column = null, priority = null, detach = false } = options;
      await runBatch({ what, model, out, text: column, priority, detach }, around(options));
    });
}
