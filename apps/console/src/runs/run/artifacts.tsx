import type { Artifact } from '@verdict/api';
import { bytesText, classNames, EmptyState } from '@verdict/ui';
import { useState } from 'react';
import { ArtifactPreview } from './artifact-preview.tsx';
import { type ArtifactNode, artifactTree, previewOf } from './artifact-tree.ts';

export function Artifacts({
  runId,
  artifacts,
}: {
  readonly runId: string;
  readonly artifacts: readonly Artifact[];
}) {
  const [path, setPath] = useState<string | null>(null);
  if (artifacts.length === 0) {
    return (
      <EmptyState title="No files">
        What a run leaves behind stands here: reports, pictures, models.
      </EmptyState>
    );
  }
  const chosen = artifacts.find((each) => each.path === path) ?? firstToShow(artifacts);
  return (
    <div className="grid gap-4 md:grid-cols-[minmax(14rem,20rem)_1fr] [&>*]:min-w-0">
      <div className="border-line bg-card max-h-[36rem] overflow-y-auto rounded-lg border p-2 text-sm">
        <Nodes nodes={artifactTree(artifacts)} chosen={chosen.path} onChoose={setPath} />
      </div>
      <ArtifactPreview key={chosen.path} runId={runId} artifact={chosen} />
    </div>
  );
}

/** A picture says most at a glance. */
function firstToShow(artifacts: readonly Artifact[]): Artifact {
  return (
    artifacts.find(({ path }) => /confusion.*\.svg$/.test(path)) ??
    artifacts.find(({ path }) => previewOf(path) !== 'none') ??
    artifacts[0]
  );
}

function Nodes({
  nodes,
  chosen,
  onChoose,
}: {
  readonly nodes: readonly ArtifactNode[];
  readonly chosen: string;
  readonly onChoose: (path: string) => void;
}) {
  return (
    <ul>
      {nodes.map((node) =>
        node.kind === 'folder' ? (
          <li key={node.name}>
            <details open>
              <summary className="hover:bg-sunken flex min-h-8 items-center gap-2 rounded px-2">
                <span aria-hidden="true" className="text-soft">
                  ▸
                </span>
                <span className="min-w-0 flex-1 break-words" dir="auto">
                  {node.name}/
                </span>
                <span className="text-soft shrink-0 text-xs tabular-nums">
                  {node.files} · {bytesText(node.bytes)}
                </span>
              </summary>
              <div className="border-line ml-3 border-l pl-1">
                <Nodes nodes={node.inside} chosen={chosen} onChoose={onChoose} />
              </div>
            </details>
          </li>
        ) : (
          <li key={node.name}>
            <button
              type="button"
              aria-current={node.artifact.path === chosen}
              onClick={() => onChoose(node.artifact.path)}
              className={classNames(
                'flex min-h-8 w-full items-center gap-2 rounded px-2 text-left',
                node.artifact.path === chosen ? 'bg-good-paper' : 'hover:bg-sunken',
              )}
            >
              <span className="min-w-0 flex-1 break-words" dir="auto">
                {node.name}
              </span>
              <span className="text-soft shrink-0 text-xs tabular-nums">
                {bytesText(node.artifact.bytes)}
              </span>
            </button>
          </li>
        ),
      )}
    </ul>
  );
}
