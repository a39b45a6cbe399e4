import type { MetricFamily } from '../metrics/index.ts';
import type { FromMember, ToMember } from './group-messages.ts';
import { type InferServer, startInfer } from './start-infer.ts';

/** The group's keeper is on this machine and does nothing else; past this, the metrics of this process must do. */
const gatherTimeoutMs = 3000;

/** One process of a group: told by its keeper what to do, through the channel between them. */
function runMember(): void {
  const waiting = new Map<number, (families: readonly MetricFamily[] | null) => void>();
  let questions = 0;
  let starting: Promise<InferServer> | null = null;
  let ending = false;

  const tell = (message: FromMember): void => {
    if (process.connected) process.send?.(message);
  };

  const gatherMetrics = (own: () => Promise<readonly MetricFamily[]>): Promise<readonly MetricFamily[]> => {
    const id = questions++;
    return new Promise<readonly MetricFamily[] | null>((resolve) => {
      const late = setTimeout(() => resolve(null), gatherTimeoutMs);
      waiting.set(id, (families) => {
        clearTimeout(late);
        resolve(families);
      });
      tell({ kind: 'gather-metrics', id });
    })
      .finally(() => waiting.delete(id))
      .then((all) => all ?? own());
  };

  const readOwn = async (): Promise<readonly MetricFamily[]> => {
    const server = await starting?.catch(() => null);
    return server?.ownMetrics() ?? [];
  };

  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    const server = await starting?.catch(() => null);
    await server?.stop();
    process.exit(0);
  };

  process.on('message', async (message: ToMember) => {
    switch (message.kind) {
      case 'start': {
        const { config, upstream, version } = message;
        starting = startInfer(config, { upstream, version, gatherMetrics, reusePort: true });
        try {
          const { url, models } = await starting;
          tell({ kind: 'listening', url, models });
        } catch (error) {
          const { code, message: said } = error as { code?: unknown; message?: unknown };
          process.send?.(
            { kind: 'failed', code: typeof code === 'string' ? code : null, message: String(said ?? error) },
            () => process.exit(1),
          );
        }
        break;
      }
      case 'stop':
        await end();
        break;
      case 'read-metrics':
        tell({ kind: 'metrics', id: message.id, families: await readOwn() });
        break;
      case 'metrics-of-all':
        waiting.get(message.id)?.(message.families);
        break;
    }
  });
  process.on('SIGTERM', () => void end());
  // A terminal sends it to the whole group; the keeper hears it too and says when to end.
  process.on('SIGINT', () => {});
  // Its keeper is gone: nobody would replace it, or end it, so it finishes what it has and goes.
  process.on('disconnect', () => void end());
}

runMember();
