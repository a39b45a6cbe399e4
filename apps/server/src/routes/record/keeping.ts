import { GcReply, GcRequest } from '@verdict/api';
import { collectGarbage, writeBackup } from '@verdict/ledger';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { sendBytes } from '../../send-bytes.ts';
import { untilGone } from '../../until-gone.ts';
import type { RecordInput } from './record-input.ts';
import { bytesReply } from './streams.ts';

const tags = ['keeping'];
/** Whatever is being uploaded now is referred to long before a day has passed. */
const dayMs = 24 * 60 * 60 * 1000;
/** Whoever deleted the wrong thing has noticed within a month. */
const monthMs = 30 * dayMs;

export function keepingRoutes({ app, ledger, tempFolder, stopping }: RecordInput): void {
  app.get(
    '/api/v1/backup',
    {
      config: { permission: 'admin' },
      schema: {
        operationId: 'backup',
        summary: 'Download the whole record as a tar, as it is at one moment',
        tags,
        response: {
          200: bytesReply('application/x-tar'),
          ...refusals(...recordErrors, 'BLOB_STORE_FAILED', 'DISK_FULL'),
        },
      },
    },
    async (request, reply) => {
      const signal = untilGone(request, reply, stopping);
      const day = new Date(ledger.clock()).toISOString().slice(0, 10);
      return sendBytes(reply, await writeBackup(ledger, { tempFolder, signal }), {
        type: 'application/x-tar',
        filename: `verdict-${day}.tar`,
      });
    },
  );

  app.post(
    '/api/v1/gc',
    {
      config: { permission: 'admin' },
      schema: {
        operationId: 'gc',
        summary: 'Remove for good what was deleted long ago, and bytes that nothing on record refers to',
        tags,
        body: GcRequest,
        response: { 200: GcReply, ...refusals(...bodyErrors, ...recordErrors, 'BLOB_STORE_FAILED') },
      },
    },
    async (request, reply) => {
      const { dry_run = false, older_than_ms = dayMs, deleted_for_ms = monthMs } = request.body;
      const { dryRun, loggedModels, keptTotal, kept, ...counts } = await collectGarbage(
        ledger,
        request.actor,
        {
          dryRun: dry_run,
          olderThanMs: older_than_ms,
          deletedForMs: deleted_for_ms,
          signal: untilGone(request, reply, stopping),
        },
      );
      return {
        dry_run: dryRun,
        ...counts,
        logged_models: loggedModels,
        kept: [...kept],
        kept_total: keptTotal,
      };
    },
  );
}
