import { type Grammar, json, type Options } from './command.ts';

export function addUpCommand({ command, around }: Grammar): void {
  command('up', 'serve models, the record, the console and the two sites on this machine', [
    'verdict up',
    'verdict up --port 9000 --home ./work',
  ])
    .option('--host <address>', 'address to listen on (default: VERDICT_HOST, else 127.0.0.1)')
    .option('--port <n>', 'port to listen on, 0 for any that is free (default: VERDICT_PORT, else 8000)')
    .option('--potatoes-port <n>', 'port of Rotten Potatoes, or off (default: POTATOES_PORT, else 8501)')
    .option('--spam-port <n>', 'port of Spam check, or off (default: SPAMCHECK_PORT, else 8502)')
    .option('--home <folder>', 'the workspace (default: VERDICT_HOME, else .verdict)')
    .option('--models <folder>', 'folder of model files (default: VERDICT_MODELS, else the shipped models)')
    .option(...json)
    .action(async (options: Options) => {
      const { runUp } = await import('../commands/up.ts');
      const request = {
        host: options.host ?? null,
        port: options.port ?? null,
        potatoesPort: options.potatoesPort ?? null,
        spamPort: options.spamPort ?? null,
        home: options.home ?? null,
        models: options.models ?? null,
      };
      await runUp(request, around(options));
    });
}
