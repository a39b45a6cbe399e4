import type { ServedModel } from '@verdict/serve';
import { createApp, readConfig, type ServerFlags } from '@verdict/server';
import { smallServedModel } from './small-models.ts';

export interface TestAppOptions {
  readonly flags?: ServerFlags;
  readonly models?: readonly ServedModel[];
  readonly clock?: () => number;
}

export async function testApp({ flags = {}, models, clock = Date.now }: TestAppOptions = {}) {
  return createApp({ config: readConfig({}, flags), models: models ?? [await smallServedModel()], clock });
}
