import { type Grammar, json, type Options } from './command.ts';

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export function addServeCommand({ command, around }: Grammar): void {
  command('serve', 'run one role, or several, as one service', [
    'verdict serve --role http --role worker --host 0.0.0.0',
    'VERDICT_URL=http://verdict:8000 VERDICT_TOKEN=vk_… verdict serve --role infer --processes auto',
  ])
    .option(
      '--role <role>',
      'http, infer or worker, several times for several (default: VERDICT_ROLES, else all)',
      collect,
    )
    .option('--host <address>', 'address to listen on (default: VERDICT_HOST, else 127.0.0.1)')
    .option('--port <n>', 'port to listen on, 0 for any that is free (default: VERDICT_PORT, else 8000)')
    .option('--home <folder>', 'the workspace (default: VERDICT_HOME, else .verdict)')
    .option('--models <folder>', 'folder of model files (default: VERDICT_MODELS, else the shipped models)')
    .option(
      '--processes <n>',
      'processes behind the port, of the role infer alone; auto: one a core (default: VERDICT_PROCESSES, else 1)',
    )
    .option(...json)
    .action(async (options: Options & { readonly role?: unknown }) => {
      const { runServe } = await import('../commands/serve.ts');
      const request = {
        roles: Array.isArray(options.role) ? options.role.map(String) : [],
        host: options.host ?? null,
        port: options.port ?? null,
        home: options.home ?? null,
        models: options.models ?? null,
        processes: options.processes ?? null,
      };
      await runServe(request, around(options));
    });
}
