import type { ModelVersion } from '@verdict/serve';
import type { ServerConfig } from '../config.ts';
import type { MetricFamily } from '../metrics/index.ts';
import type { UpstreamAddress } from './upstream.ts';

/** What the process that keeps a group tells one of its own. */
export type ToMember =
  | {
      readonly kind: 'start';
      readonly config: ServerConfig;
      readonly upstream: UpstreamAddress | null;
      readonly version: string;
    }
  | { readonly kind: 'stop' }
  | { readonly kind: 'read-metrics'; readonly id: number }
  | { readonly kind: 'metrics-of-all'; readonly id: number; readonly families: readonly MetricFamily[] };

/** And what it is told. */
export type FromMember =
  | { readonly kind: 'listening'; readonly url: string; readonly models: readonly ModelVersion[] }
  | { readonly kind: 'failed'; readonly code: string | null; readonly message: string }
  | { readonly kind: 'metrics'; readonly id: number; readonly families: readonly MetricFamily[] }
  | { readonly kind: 'gather-metrics'; readonly id: number };
