import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { isMap, isScalar } from 'yaml';
import { fileError } from '../files.ts';
import { type HashName, isOid } from '../objects/object-key.ts';
import { isInOrAt } from '../paths.ts';
import type { Output } from './output.ts';
import { flagAt, hasKey, invalid, listAt, mapAt, numberAt, parseDvcYaml, textAt } from './parse-yaml.ts';

/** What a `.dvc` file or a `dvc.lock` tracks inside the repository; outputs elsewhere are DVC 2's and left alone. */
export function readOutputs(path: string, root: string): readonly Output[] {
  const outputs = basename(path) === 'dvc.lock' ? outputsOfLock(path) : outputsOfDvcFile(path);
  return outputs.filter((output) => isInOrAt(output.path, root));
}

function outputsOfDvcFile(path: string): readonly Output[] {
  const { contents } = parseDvcYaml(readText(path), path);
  const folder = resolve(dirname(path), textAt(contents, 'wdir') ?? '.');
  const [dependency] = listAt(contents, 'deps', path);
  const importedFrom =
    dependency === undefined ? undefined : hasKey(dependency, 'repo') ? 'repository' : 'address';
  return listAt(contents, 'outs', path).map((out) => readOutput(out, path, folder, importedFrom));
}

function readOutput(
  out: unknown,
  definedIn: string,
  folder: string,
  importedFrom: Output['importedFrom'],
): Output {
  const written = textAt(out, 'path');
  if (written === undefined) throw invalid(definedIn, 'has an output without a path');
  return {
    path: isAbsolute(written) ? written : join(folder, written),
    writtenPath: written,
    definedIn,
    stage: undefined,
    ...hashOf(out, definedIn),
    isExecutable: flagAt(out, 'isexec') ?? false,
    isCached: flagAt(out, 'cache') ?? true,
    isPushed: flagAt(out, 'push') ?? true,
    remote: textAt(out, 'remote'),
    importedFrom,
  };
}

function hashOf(
  out: unknown,
  definedIn: string,
): Pick<Output, 'oid' | 'hashName' | 'sizeBytes' | 'files' | 'isCloudVersioned'> {
  const named = textAt(out, 'hash');
  if (named !== undefined && named !== 'md5')
    throw invalid(definedIn, `names the hash ${named}, and only md5 is known`);
  const hashName: HashName = named === undefined ? 'md5-dos2unix' : 'md5';
  const oid = textAt(out, 'md5')?.toLowerCase();
  if (oid !== undefined && !isOid(oid))
    throw invalid(definedIn, `has ${JSON.stringify(oid)} where a hash belongs`);
  return {
    oid,
    hashName,
    sizeBytes: numberAt(out, 'size'),
    files: numberAt(out, 'nfiles'),
    isCloudVersioned: hasKey(out, 'cloud') || hasKey(out, 'files') || hasKey(out, 'version_id'),
  };
}

/** Of a pipeline: hashes stand in `dvc.lock`, and how the data is kept in the `dvc.yaml` beside it. */
function outputsOfLock(path: string): readonly Output[] {
  const { contents } = parseDvcYaml(readText(path), path);
  const stages = mapAt(contents, 'stages', path);
  if (!stages) return [];
  const pipelinePath = join(dirname(path), 'dvc.yaml');
  const pipeline = existsSync(pipelinePath)
    ? parseDvcYaml(readText(pipelinePath), pipelinePath).contents
    : null;
  return stages.items.flatMap(({ key, value }) => {
    const stage = isScalar(key) ? String(key.value) : '';
    const definition = stageDefinition(pipeline, stage);
    // A lock of a stage that is no longer there tracks nothing.
    if (pipeline !== null && definition === undefined) return [];
    const folder = resolve(dirname(path), textAt(definition, 'wdir') ?? '.');
    return listAt(value, 'outs', path).map((out) => {
      const output = readOutput(out, path, folder, undefined);
      const flags = flagsOf(definition, textAt(out, 'path') ?? '');
      return {
        ...output,
        stage,
        isCached: flagAt(flags, 'cache') ?? true,
        isPushed: flagAt(flags, 'push') ?? true,
        remote: textAt(flags, 'remote'),
      };
    });
  });
}

/** `train@2` was made from the stage `train` by foreach or matrix. */
function stageDefinition(pipeline: unknown, stage: string): unknown {
  const stages = isMap(pipeline) ? pipeline.get('stages') : undefined;
  if (!isMap(stages)) return undefined;
  const made = stages.get(stage) ?? stages.get(stage.split('@')[0]!);
  return isMap(made) && made.has('do') ? made.get('do') : made;
}

function flagsOf(definition: unknown, path: string): unknown {
  if (!isMap(definition)) return undefined;
  for (const kind of ['outs', 'metrics', 'plots'])
    for (const entry of listOf(definition.get(kind)))
      if (isMap(entry)) {
        const flags = entry.get(path);
        if (flags !== undefined) return flags;
      }
  return undefined;
}

function listOf(node: unknown): readonly unknown[] {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items)
    ? node.items
    : [];
}

export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw fileError(path, error);
  }
}
