import type { Artifact } from '@verdict/api';

export type ArtifactNode =
  | { readonly kind: 'file'; readonly name: string; readonly artifact: Artifact }
  | {
      readonly kind: 'folder';
      readonly name: string;
      readonly path: string;
      readonly bytes: number;
      readonly files: number;
      readonly inside: readonly ArtifactNode[];
    };

/** Folders before files, each by name. A list of paths is all that is on record. */
export function artifactTree(artifacts: readonly Artifact[], below = ''): readonly ArtifactNode[] {
  const groups = Map.groupBy(artifacts, ({ path }) => path.slice(below.length).split('/')[0]);
  const nodes = Array.from(groups, ([name, own]): ArtifactNode => {
    const path = below + name;
    if (own.length === 1 && own[0].path === path) return { kind: 'file', name, artifact: own[0] };
    return {
      kind: 'folder',
      name,
      path,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      files: own.length,
      inside: artifactTree(own, `${path}/`),
    };
  });
  return nodes.sort((a, b) =>
    a.kind === b.kind ? (a.name < b.name ? -1 : 1) : a.kind === 'folder' ? -1 : 1,
  );
}

export type Preview = 'picture' | 'drawing' | 'table' | 'json' | 'text' | 'none';

const previews: Readonly<Record<string, Preview>> = {
  png: 'picture',
  jpg: 'picture',
  jpeg: 'picture',
  svg: 'drawing',
  csv: 'table',
  tsv: 'table',
  json: 'json',
  txt: 'text',
  md: 'text',
  log: 'text',
  yaml: 'text',
  yml: 'text',
  html: 'text',
  py: 'text',
  jsonl: 'text',
};

/** How it can be shown here; pages are shown as their source, never run. */
export function previewOf(path: string): Preview {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const ending = dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
  return Object.hasOwn(previews, ending) ? previews[ending] : 'none';
}

export function artifactUrl(runId: string, path: string): string {
  return `/api/v1/runs/${encodeURIComponent(runId)}/artifacts/${path.split('/').map(encodeURIComponent).join('/')}`;
}
