import type { Remote } from '../remotes/remote.ts';
import type { Repository } from '../repository/repository.ts';
import { type CheckoutOptions, type CheckoutReport, checkout } from './checkout.ts';
import { fetch } from './fetch.ts';
import type { RemoteOptions } from './options.ts';
import type { TransferReport } from './push.ts';

export interface PullReport {
  readonly fetched: TransferReport;
  readonly checkedOut: CheckoutReport;
}

export async function pull(
  repository: Repository,
  remote: Remote,
  options: RemoteOptions & CheckoutOptions = {},
): Promise<PullReport> {
  const fetched = await fetch(repository, remote, options);
  return { fetched, checkedOut: await checkout(repository, options) };
}
