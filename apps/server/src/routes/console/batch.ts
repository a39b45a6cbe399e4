import { BatchRowsQuery, ConsoleBatch } from '@verdict/api';
import { batchLabels, findBatchRows, getBatch } from '@verdict/ledger';
import { Type } from 'typebox';
import { presentResult } from '../../batches/result-lines.ts';
import { recordErrors, refusals } from '../../schemas.ts';
import { untilGone } from '../../until-gone.ts';
import { presentBatch } from '../record/present-batches.ts';
import type { RecordInput } from '../record/record-input.ts';
import { cutText } from './cut-text.ts';

const usualRows = 25;

/** A batch as the console shows it. */
export function consoleBatchRoute({ app, ledger, stopping }: RecordInput): void {
  app.get(
    '/api/v1/console/batches/:id',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'console.batch',
        summary: 'Show a batch with its labels so far, and some of its rows',
        tags: ['console'],
        params: Type.Object({ id: Type.String() }),
        querystring: BatchRowsQuery,
        response: {
          200: ConsoleBatch,
          ...refusals(...recordErrors, 'BATCH_UNKNOWN', 'BLOB_UNKNOWN', 'BLOB_STORE_FAILED'),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { from_row = 0, limit = usualRows, only, label } = request.query;
      const batch = await getBatch(ledger, id);
      const { lines, nextRow } = await findBatchRows(ledger, id, {
        fromRow: from_row,
        limit,
        only,
        label,
        signal: untilGone(request, reply, stopping),
      });
      return {
        batch: presentBatch(batch, ledger.clock()),
        labels: await batchLabels(ledger, id),
        rows: lines.map((line) => {
          const { text, scores: _, ...row } = presentResult(line);
          return { ...row, text: cutText(text), characters: text.length };
        }),
        next_row: nextRow,
      };
    },
  );
}
