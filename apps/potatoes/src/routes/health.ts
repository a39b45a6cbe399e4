import { sql } from 'kysely';
import { countErrands } from '../verdict/errands.store.ts';
import type { RouteInput } from './route-input.ts';

export interface HealthInput extends RouteInput {
  readonly ping: () => Promise<void>;
  readonly isStopping: () => boolean;
  readonly version: string;
}

/** Reviews and pages do without Verdict, so it is told of and nothing depends on it. */
export function healthRoutes(input: HealthInput): void {
  const { app, database, verdict, watchers, ping, isStopping, version, config } = input;

  app.get('/livez', async () => ({ status: 'alive' }));

  app.get('/readyz', async (_request, reply) => {
    const isStoreThere = await settles(ping());
    const ready = isStoreThere && !isStopping();
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : isStopping() ? 'stopping' : 'not_ready',
      checks: { database: isStoreThere },
    });
  });

  app.get('/health', async (_request, reply) => {
    const [isStoreThere, isVerdictThere] = await Promise.all([
      settles(ping()),
      settles(verdict.about.live({ timeoutMs: 2000 })),
    ]);
    const waiting = isStoreThere ? await countWaiting(input) : null;
    const errands = isStoreThere ? await countErrands(database.sql) : null;
    return reply.code(isStoreThere ? 200 : 503).send({
      status: isStoreThere ? (isVerdictThere ? 'ok' : 'degraded') : 'failing',
      version,
      model: config.model,
      spam_model: config.spamModel,
      checks: { database: isStoreThere, verdict: isVerdictThere },
      waiting_reviews: waiting,
      waiting_errands: errands,
      open_pages: watchers.count(),
    });
  });
}

async function countWaiting({ database }: RouteInput): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    select count(*) as count from review where state = 'waiting'`.execute(database.sql);
  return Number(rows[0].count);
}

function settles(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
