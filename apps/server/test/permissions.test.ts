import { testStores } from '@verdict/db/testing';
import { createAccount, createApiKey, type Permission, permissionsOf } from '@verdict/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from './record/record-app.ts';

/**
 * What every role may and may not do. `yes`: let in, whatever then comes of it; `no`: PERMISSION_DENIED; `who?`:
 * SIGN_IN_NEEDED. Keys are their owner's own whatever they may do, and give nothing that the owner has not. The columns are nobody, the three roles, and an administrator's keys of one scope each.
 */
const table = `
route                                                    nobody viewer editor admin | predict read write promote admin serve
POST   /predict                                            who?   yes    yes    yes   |   yes    no   no     no      no      no
POST   /api/v1/predict                                     who?   yes    yes    yes   |   yes    no   no     no      no      no
POST   /api/v1/explain                                     who?   yes    yes    yes   |   yes    no   no     no      no      no
POST   /invocations                                        who?   yes    yes    yes   |   yes    no   no     no      no      no
GET    /ping                                               yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /health                                             yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /version                                            yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /v2                                                 yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /v2/health/live                                     yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /v2/health/ready                                    yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /v2/models/:name                                    who?   yes    yes    yes   |   yes    no   no     no      no      no
GET    /v2/models/:name/ready                              who?   yes    yes    yes   |   yes    no   no     no      no      no
POST   /v2/models/:name/infer                              who?   yes    yes    yes   |   yes    no   no     no      no      no
GET    /v2/models/:name/versions/:version                  who?   yes    yes    yes   |   yes    no   no     no      no      no
GET    /v2/models/:name/versions/:version/ready            who?   yes    yes    yes   |   yes    no   no     no      no      no
POST   /v2/models/:name/versions/:version/infer            who?   yes    yes    yes   |   yes    no   no     no      no      no
POST   /v2/repository/index                                who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /v2/repository/models/:name/load                    who?   no     yes    yes   |   no     no   no     yes     no      no
POST   /v2/repository/models/:name/unload                  who?   no     yes    yes   |   no     no   no     yes     no      no
GET    /livez                                              yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /readyz                                             yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /startupz                                           yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /openapi.json                                       yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /api/v1/health                                      who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /metrics                                            who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/metrics                                     who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/model-info                                  who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/whoami                                      who?   yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /api/v1/datasets                                    who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/datasets/:name                              who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/datasets/:name/versions                     who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/datasets/:name/versions                     who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/datasets/:name/versions/:number             who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/datasets/:name/versions/:number/rows        who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/datasets/:name/versions/:number/verify      who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/datasets/:name/diff                         who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/session                                     yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
DELETE /api/v1/session                                     yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /api/v1/console/home                                who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/models                             who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/models/:name                       who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/models/:name/versions/:version     who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/models/:name/judgements/:id        who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/models/:name/consequences          who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/try                                who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/batches/:id                         who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/datasets/:name                      who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/datasets/:name/diff                 who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/datasets/:name/versions/:number     who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/datasets/:name/versions/:number/rows who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/experiments                                 who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/experiments                                 who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/experiments/:id                             who?   yes    yes    yes   |   no     yes  no     no      no      no
DELETE /api/v1/experiments/:id                             who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/experiments/:id/restore                     who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/runs                                        who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/runs/search                                 who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/runs/compare                                who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/runs/:id                                    who?   yes    yes    yes   |   no     yes  no     no      no      no
PATCH  /api/v1/runs/:id                                    who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/v1/runs/:id                                    who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/runs/:id/restore                            who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/runs/:id/log                                who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/runs/:id/metrics                            who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/runs/:id/artifacts                          who?   yes    yes    yes   |   no     yes  no     no      no      no
PUT    /api/v1/runs/:id/artifacts/*                        who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/runs/:id/artifacts/*                        who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/import/known                                who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/import/experiments                          who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/import/runs                                 who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/import/logged-models                        who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/import/models                               who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/import/files                                who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/import/bytes                                who?   no     yes    yes   |   no     no   yes    no      no      no
PUT    /api/v1/import/bytes/:sha256                        who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/models                                      who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/models/:name                                who?   yes    yes    yes   |   no     yes  no     no      no      no
PATCH  /api/v1/models/:name                                who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/v1/models/:name                                who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/models/:name/versions                       who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/models/:name/versions                       who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/models/:name/versions/:version              who?   yes    yes    yes   |   no     yes  no     no      no      no
DELETE /api/v1/models/:name/versions/:version              who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/models/:name/versions/:version/file         who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/models/:name/versions/:version/chain        who?   yes    yes    yes   |   no     yes  no     no      no      no
PUT    /api/v1/models/:name/aliases/:alias                 who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/v1/models/:name/aliases/:alias                 who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/models/:name/accuracy                       who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/models/:name/judgements                     who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/models/:name/judge                          who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/models/:name/promote                        who?   no     yes    yes   |   no     no   no     yes     no      no
POST   /api/v1/models/:name/rollback                       who?   no     yes    yes   |   no     no   no     yes     no      no
GET    /api/v1/models/:name/traffic                        who?   yes    yes    yes   |   no     yes  no     no      no      no
PUT    /api/v1/models/:name/traffic                        who?   no     yes    yes   |   no     no   no     yes     no      no
DELETE /api/v1/models/:name/traffic                        who?   no     yes    yes   |   no     no   no     yes     no      no
POST   /api/v1/models/:name/traffic/abort                  who?   no     yes    yes   |   no     no   no     yes     no      no
GET    /api/v1/models/:name/traffic/report                 who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/jobs                                        who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/jobs                                        who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/jobs/:id                                    who?   yes    yes    yes   |   no     yes  no     no      no      no
DELETE /api/v1/jobs/:id                                    who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/predictions                                 who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/predictions/:id                             who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/models/:name/labels                         who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/models/:name/labels/claim                   who?   no     yes    yes   |   no     no   yes    no      no      no
PUT    /api/v1/models/:name/labels/:id                     who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/models/:name/labels/:id/skip                who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/v1/models/:name/labels/:id                     who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/v1/models/:name/retrain                        who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/v1/console/live                                who?   yes    yes    yes   |   no     yes  no     no      no      no
DELETE /api/v1/predictions/:id                             who?   yes    yes    yes   |   yes    no   yes    no      no      no
POST   /api/v1/predictions/:id/feedback                    who?   yes    yes    yes   |   yes    no   no     no      no      no
POST   /api/v1/batch/predict                               who?   yes    yes    yes   |   yes    no   no     no      no      no
GET    /api/v1/batch                                       who?   yes    yes    yes   |   yes    yes  no     no      no      no
GET    /api/v1/batch/queue/status                          who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/batch/status/:id                            who?   yes    yes    yes   |   yes    yes  no     no      no      no
GET    /api/v1/batch/results/:id                           who?   yes    yes    yes   |   yes    yes  no     no      no      no
GET    /api/v1/batch/events/:id                            who?   yes    yes    yes   |   yes    yes  no     no      no      no
DELETE /api/v1/batch/jobs/:id                              who?   yes    yes    yes   |   yes    no   yes    no      no      no
GET    /api/v1/events                                      who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/serving                                     who?   no     no     yes   |   no     no   no     no      no      yes
GET    /api/v1/serving/versions/:name/:version             who?   no     no     yes   |   no     no   no     no      no      yes
GET    /api/v1/serving/models/:sha256                      who?   no     no     yes   |   no     no   no     no      no      yes
POST   /api/v1/serving/predictions                         who?   no     no     yes   |   no     no   no     no      no      yes
POST   /api/v1/serving/shadow-answers                      who?   no     no     yes   |   no     no   no     no      no      yes
POST   /api/v1/serving/aborts                              who?   no     no     yes   |   no     no   no     no      no      yes
GET    /api/v1/accounts                                    who?   no     no     yes   |   no     no   no     no      yes     no
POST   /api/v1/accounts                                    who?   no     no     yes   |   no     no   no     no      yes     no
PATCH  /api/v1/accounts/:name                              who?   no     no     yes   |   no     no   no     no      yes     no
GET    /api/v1/keys                                        who?   yes    yes    yes   |   yes    yes  yes    yes     yes     yes
POST   /api/v1/keys                                        who?   yes    yes    yes   |   yes    yes  yes    yes     yes     yes
DELETE /api/v1/keys/:id                                    who?   yes    yes    yes   |   yes    yes  yes    yes     yes     yes
GET    /api/v1/console/run-keys                            who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/console/runs/find                           who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/console/runs/lines                          who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/console/runs/side-by-side                   who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/v1/console/runs/curves                         who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/console/runs/:id                            who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/v1/backup                                      who?   no     no     yes   |   no     no   no     no      yes     no
POST   /api/v1/gc                                          who?   no     no     yes   |   no     no   no     no      yes     no
GET    /api/3.0/mlflow/server-info                         yes    yes    yes    yes   |   yes    yes  yes    yes     yes     yes
POST   /api/2.0/mlflow/experiments/create                  who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/experiments/delete                  who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/2.0/mlflow/experiments/delete-experiment-tag   who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/experiments/delete-experiment-tag   who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow/experiments/get                     who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow/experiments/get-by-name             who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/experiments/restore                 who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow/experiments/search                  who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/experiments/search                  who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/experiments/search-datasets         who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/experiments/set-experiment-tag      who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/experiments/update                  who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/create                         who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/delete                         who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/delete-tag                     who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow/runs/get                            who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/runs/log-batch                      who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/log-inputs                     who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/log-metric                     who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/log-model                      who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/log-parameter                  who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/outputs                        who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/restore                        who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/search                         who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/runs/set-tag                        who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/runs/update                         who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow/metrics/get-history                 who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow/metrics/get-history-bulk            who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow/metrics/get-history-bulk-interval   who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/logged-models                       who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/2.0/mlflow/logged-models/:model_id             who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow/logged-models/:model_id             who?   yes    yes    yes   |   no     yes  no     no      no      no
PATCH  /api/2.0/mlflow/logged-models/:model_id             who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/logged-models/:model_id/params      who?   no     yes    yes   |   no     no   yes    no      no      no
PATCH  /api/2.0/mlflow/logged-models/:model_id/tags        who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/2.0/mlflow/logged-models/:model_id/tags/:tag_key who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/logged-models/search                who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/registered-models/create            who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow/registered-models/get               who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/registered-models/rename            who?   no     yes    yes   |   no     no   yes    no      no      no
PATCH  /api/2.0/mlflow/registered-models/update            who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/2.0/mlflow/registered-models/delete            who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/registered-models/set-tag           who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/2.0/mlflow/registered-models/delete-tag        who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/registered-models/get-latest-versions who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow/registered-models/get-latest-versions who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow/registered-models/search            who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow/model-versions/search               who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/model-versions/create               who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow/model-versions/get                  who?   yes    yes    yes   |   no     yes  no     no      no      no
PATCH  /api/2.0/mlflow/model-versions/update               who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/model-versions/transition-stage     who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/2.0/mlflow/model-versions/delete               who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow/model-versions/get-download-uri     who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/model-versions/set-tag              who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/2.0/mlflow/model-versions/delete-tag           who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/registered-models/alias             who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/2.0/mlflow/registered-models/alias             who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow/registered-models/alias             who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow-artifacts/artifacts                 who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow-artifacts/artifacts/*               who?   yes    yes    yes   |   no     yes  no     no      no      no
PUT    /api/2.0/mlflow-artifacts/artifacts/*               who?   no     yes    yes   |   no     no   yes    no      no      no
DELETE /api/2.0/mlflow-artifacts/artifacts/*               who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow-artifacts/mpu/create/*              who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow-artifacts/mpu/complete/*            who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow-artifacts/mpu/abort/*               who?   no     yes    yes   |   no     no   yes    no      no      no
GET    /api/2.0/mlflow-artifacts/presigned/*               who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow/artifacts/list                      who?   yes    yes    yes   |   no     yes  no     no      no      no
POST   /api/2.0/mlflow/artifacts/presigned-upload-url      who?   no     yes    yes   |   no     no   yes    no      no      no
POST   /api/2.0/mlflow/artifacts/presigned-download-url    who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /api/2.0/mlflow/logged-models/:model_id/artifacts/directories who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /ajax-api/2.0/mlflow/logged-models/:modelId/artifacts/files who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /get-artifact                                       who?   yes    yes    yes   |   no     yes  no     no      no      no
GET    /model-versions/get-artifact                        who?   yes    yes    yes   |   no     yes  no     no      no      no
`;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const rows = table
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [method, route, ...cells] = line.split(/[ |]+/);
    return { method: method as Method, route, cells };
  });

const scopes: readonly Permission[] = ['predict', 'read', 'write', 'promote', 'admin', 'serve'];
const password = 'correct horse battery staple';

describe.each(testStores().slice(0, 1))('permissions', (store) => {
  let at: RecordApp;
  const callers: { readonly name: string; readonly authorization: string | null }[] = [];

  beforeAll(async () => {
    at = await recordApp(store, { flags: { signIn: 'always', writesPerMinute: 100_000 } });
    const by = { name: 'test', requestId: null };
    callers.push({ name: 'nobody', authorization: null });
    for (const role of ['viewer', 'editor', 'admin'] as const) {
      const name = `a-${role}`;
      await createAccount(at.ledger, by, { name, role, password });
      const { secret } = await createApiKey(at.ledger, by, {
        account: name,
        name: 'all',
        scopes: permissionsOf(role, null),
        expiresMs: null,
      });
      callers.push({ name: role, authorization: `Bearer ${secret}` });
    }
    for (const scope of scopes) {
      const made = { account: 'a-admin', name: scope, scopes: [scope], expiresMs: null };
      const { secret } = await createApiKey(at.ledger, by, made);
      callers.push({ name: `key:${scope}`, authorization: `Bearer ${secret}` });
    }
  }, 120_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test('the table has every route of the app, and no other', async () => {
    const { paths } = (await at.app.inject('/openapi.json')).json();
    const ofApp = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replace('{path}', '*').replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const ofTable = rows.map(({ method, route }) => `${method} ${route}`);
    expect([...ofTable].sort()).toEqual([...ofApp, 'GET /openapi.json'].sort());
  });

  test.each(rows)('$method $route', async ({ method, route, cells }) => {
    const url = route
      .replace('*', 'a')
      .replaceAll(/:(\w+)/g, (_, name) => (name === 'number' ? '1' : 'nothing'));
    const body = method === 'GET' || method === 'DELETE' ? {} : { payload: {} };
    const answers: string[] = [];
    for (const { authorization } of callers) {
      const headers = authorization === null ? {} : { authorization };
      const reply = await at.app.inject({ method, url, headers, ...body });
      const problem = String(reply.headers['content-type']).includes('problem') ? reply.json().code : '';
      // By other protocols the status says it.
      if (problem === 'SIGN_IN_NEEDED' || reply.statusCode === 401) answers.push('who?');
      else if (problem === 'PERMISSION_DENIED' || reply.statusCode === 403) answers.push('no');
      else {
        expect(reply.statusCode, reply.body.slice(0, 300)).not.toBe(500);
        answers.push('yes');
      }
    }
    expect(Object.fromEntries(callers.map(({ name }, i) => [name, answers[i]]))).toEqual(
      Object.fromEntries(callers.map(({ name }, i) => [name, cells[i]])),
    );
  });

  test('a password lets in as a key does', async () => {
    const basic = (name: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
    expect(await at.as(basic('a-editor')).whoami()).toMatchObject({ role: 'editor', via: 'password' });
    await expect(at.as(basic('a-editor')).gc({})).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  test('only an administrator changes what the judge asks, or forces; an editor with write alone submits no job that promotes', async () => {
    const [, , editor, admin] = callers.map(({ authorization }) => at.as(authorization ?? ''));
    const forced = { version: 1, force: true, reason: 'a test' };
    await expect(editor.models.promote('nothing', forced)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    await expect(admin.models.promote('nothing', forced)).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
    const loose = { policy: { minRows: 1 } };
    await expect(editor.models.update('nothing', loose)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(editor.models.update('nothing', { policy: null })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    await expect(admin.models.update('nothing', loose)).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
    const writer = at.as(callers.find(({ name }) => name === 'key:write')?.authorization ?? '');
    const job = { kind: 'train', input: { data: 'nothing', model: 'nothing', promote: true } } as const;
    await expect(writer.jobs.submit(job)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});
