import { dirname, join, resolve } from 'node:path';
import type { Output } from '../dvc-file/output.ts';
import { DvcError } from '../errors.ts';
import { fromRoot, isInOrAt } from '../paths.ts';

export interface Selected {
  readonly output: Output;
  /** Of a tracked folder only what lies here, below it with `/`; undefined for all of it. */
  readonly within: readonly string[] | undefined;
}

/** The outputs that the targets mean; all where none is named. */
export function selectOutputs(
  outputs: readonly Output[],
  root: string,
  targets: readonly string[] | undefined,
): readonly Selected[] {
  if (targets === undefined || targets.length === 0)
    return outputs.map((output) => ({ output, within: undefined }));
  const chosen = new Map<Output, string[] | undefined>();
  for (const target of targets)
    for (const { output, within } of meantBy(outputs, root, target)) {
      const before = chosen.get(output);
      const isWhole = within === undefined || (chosen.has(output) && before === undefined);
      chosen.set(output, isWhole ? undefined : [...(before ?? []), ...within]);
    }
  return [...chosen].map(([output, within]) => ({ output, within }));
}

function meantBy(outputs: readonly Output[], root: string, target: string): readonly Selected[] {
  const path = resolve(root, target);
  const whole = (some: readonly Output[]) => some.map((output) => ({ output, within: undefined }));
  const around = outputs.find((output) => isInOrAt(path, output.path));
  if (around) {
    const within = fromRoot(around.path, path);
    return [{ output: around, within: within === '.' ? undefined : [within] }];
  }
  const defined = outputs.filter(({ definedIn }) => definedIn === path || isPipelineOf(path, definedIn));
  if (defined.length > 0) return whole(defined);
  const inside = outputs.filter((output) => isInOrAt(output.path, path));
  if (inside.length > 0) return whole(inside);
  const made = outputs.filter(
    ({ stage, definedIn }) => stage !== undefined && isStage(target, stage, root, definedIn),
  );
  if (made.length > 0) return whole(made);
  throw new DvcError(
    'TARGET_UNKNOWN',
    `Nothing is tracked at ${fromRoot(root, path)}; name tracked data, its .dvc file, or a folder that holds some.`,
  );
}

function isPipelineOf(path: string, definedIn: string): boolean {
  return definedIn.endsWith('dvc.lock') && path === join(dirname(definedIn), 'dvc.yaml');
}

/** A stage by its name in the root's pipeline, or as `folder/dvc.yaml:stage`. */
function isStage(target: string, stage: string, root: string, definedIn: string): boolean {
  const [, pipeline = 'dvc.yaml', name] = /^(?:(.*):)?([^:]+)$/.exec(target) ?? [];
  return name === stage && isPipelineOf(resolve(root, pipeline), definedIn);
}
