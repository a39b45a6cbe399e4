import {
  Judgement,
  JudgementsReply,
  JudgeRequest,
  PageQuery,
  PromoteReply,
  PromoteRequest,
  RollbackReply,
  RollbackRequest,
} from '@verdict/api';
import { listJudgements, recordJudgement, rollback } from '@verdict/ledger';
import { Type } from 'typebox';
import { assertPermission } from '../../auth/index.ts';
import { judgeVersions } from '../../judge-versions.ts';
import { promoteJudged } from '../../promote-judged.ts';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { untilGone } from '../../until-gone.ts';
import { pageOf } from './paging.ts';
import { presentJudgement, presentPromotion } from './present-models.ts';
import type { RecordInput } from './record-input.ts';

const tags = ['models'];
const OfModel = Type.Object({ name: Type.String() });
const judging = [
  'MODEL_UNKNOWN',
  'MODEL_VERSION_UNKNOWN',
  'DATASET_UNKNOWN',
  'DATASET_VERSION_UNKNOWN',
  'NAME_INVALID',
  'JUDGE_NEEDS_ROWS',
  'NOT_JUDGEABLE',
  'ENGINE_BUSY',
  'BLOB_STORE_FAILED',
  'DISK_FULL',
] as const;

export function promotionRoutes(input: RecordInput): void {
  const { app, ledger, engine, tempFolder, stopping, refreshServing } = input;

  app.post(
    '/api/v1/models/:name/judge',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'models.judge',
        summary: 'Compare a candidate with the champion on the same rows',
        tags,
        params: OfModel,
        body: JudgeRequest,
        response: { 200: Judgement, ...refusals(...bodyErrors, ...recordErrors, ...judging) },
      },
    },
    async (request, reply) => {
      const model = request.params.name;
      const { candidate, against = null, on = null } = request.body;
      const signal = untilGone(request, reply, stopping);
      const judged = await judgeVersions(
        { ledger, engine, tempFolder, signal },
        { model, candidate, against, on },
      );
      return presentJudgement(await recordJudgement(ledger, request.actor, { model, ...judged }));
    },
  );

  app.get(
    '/api/v1/models/:name/judgements',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'models.judgements',
        summary: 'List what the judge said, newest first',
        tags,
        params: OfModel,
        querystring: PageQuery,
        response: {
          200: JudgementsReply,
          ...refusals(...recordErrors, 'MODEL_UNKNOWN', 'PAGE_TOKEN_INVALID'),
        },
      },
    },
    async (request) => {
      const page = pageOf(request.query);
      const { items, nextPageToken } = await listJudgements(ledger, request.params.name, page);
      return { judgements: items.map(presentJudgement), next_page_token: nextPageToken };
    },
  );

  app.post(
    '/api/v1/models/:name/promote',
    {
      config: { permission: 'promote' },
      schema: {
        operationId: 'models.promote',
        summary: 'Put a version in service, if the judge says so',
        description:
          'A refusal by the judge is a reply with `promoted` false. `force` needs an administrator.',
        tags,
        params: OfModel,
        body: PromoteRequest,
        response: {
          200: PromoteReply,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            ...judging,
            'PERMISSION_DENIED',
            'CANNOT_SERVE',
            'FORCE_NEEDS_REASON',
            'ALIAS_MOVED',
            'VALUE_INVALID',
          ),
        },
      },
    },
    async (request, reply) => {
      const { version, on = null, force = false, reason = '', from } = request.body;
      if (force) assertPermission(request, 'admin');
      const signal = untilGone(request, reply, stopping);
      const promotion = await promoteJudged({ ledger, engine, tempFolder, signal }, request.actor, {
        model: request.params.name,
        version,
        on,
        force,
        reason,
        ...(from !== undefined && { expectedFrom: from }),
      });
      if (promotion.promoted) await refreshServing();
      return presentPromotion(promotion);
    },
  );

  app.post(
    '/api/v1/models/:name/rollback',
    {
      config: { permission: 'promote' },
      schema: {
        operationId: 'models.rollback',
        summary: 'Put the version back in service that served before',
        tags,
        params: OfModel,
        body: RollbackRequest,
        response: {
          200: RollbackReply,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'MODEL_UNKNOWN',
            'NOTHING_TO_ROLL_BACK',
            'ALIAS_MOVED',
            'VALUE_INVALID',
          ),
        },
      },
    },
    async (request) => {
      const moved = await rollback(ledger, request.actor, {
        model: request.params.name,
        reason: request.body.reason ?? '',
        ...(request.body.from !== undefined && { expectedFrom: request.body.from }),
      });
      await refreshServing();
      return moved;
    },
  );
}
