import { useQuery } from '@tanstack/react-query';
import type { Artifact } from '@verdict/api';
import { buttonClass, bytesText, countText, Skeleton, Table, Td, Th, When } from '@verdict/ui';
import { verdict } from '../../queries.ts';
import { Shown } from '../../shell/shown.tsx';
import { artifactUrl, type Preview, previewOf } from './artifact-tree.ts';
import { readTable } from './read-table.ts';

/** A larger one is for another program; a browser would stop over it. */
const mostBytes = 2 * 2 ** 20;
const mostCharacters = 100_000;

export function ArtifactPreview({
  runId,
  artifact,
}: {
  readonly runId: string;
  readonly artifact: Artifact;
}) {
  const { path, bytes, created_ms: createdMs } = artifact;
  const preview = bytes > mostBytes ? 'none' : previewOf(path);
  const url = artifactUrl(runId, path);
  return (
    <div className="border-line bg-card rounded-lg border">
      <div className="border-line flex flex-wrap items-center justify-between gap-2 border-b px-4 py-2">
        <div className="min-w-0">
          <p className="text-sm font-medium break-all" dir="auto">
            {path}
          </p>
          <p className="text-soft text-xs">
            {bytesText(bytes)} · <When ms={createdMs} />
          </p>
        </div>
        <a href={url} download={path.split('/').at(-1)} className={buttonClass('plain', true)}>
          Download
        </a>
      </div>
      <div className="min-h-60 p-4">
        {preview === 'none' ? (
          <p className="text-soft">
            {bytes > mostBytes && previewOf(path) !== 'none'
              ? `Larger than the ${bytesText(mostBytes)} that are shown here.`
              : 'Nothing that can be shown here.'}{' '}
            Download it to look inside.
          </p>
        ) : preview === 'picture' ? (
          <Picture src={url} path={path} />
        ) : (
          <TextPreview runId={runId} path={path} preview={preview} />
        )}
      </div>
    </div>
  );
}

/** As a picture a drawing runs no script and fetches nothing, whoever made it. */
function Picture({ src, path }: { readonly src: string; readonly path: string }) {
  return (
    <img
      src={src}
      alt={path
        .split('/')
        .at(-1)
        ?.replace(/\.\w+$/, '')
        .replaceAll(/[-_]/g, ' ')}
      // Drawn for paper.
      style={{ background: '#fff' }}
      className="mx-auto max-h-[40rem] max-w-full rounded"
    />
  );
}

function TextPreview({
  runId,
  path,
  preview,
}: {
  readonly runId: string;
  readonly path: string;
  readonly preview: Exclude<Preview, 'none' | 'picture'>;
}) {
  const text = useQuery({
    queryKey: ['runs', 'artifact', runId, path],
    queryFn: async ({ signal }) => (await verdict.runs.artifact(runId, path, { signal })).text(),
    staleTime: 60_000,
  });
  return (
    <Shown asked={text} loading={<Skeleton className="h-60 w-full" />}>
      {(whole) => {
        if (preview === 'drawing') {
          return (
            <Picture
              src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole.toWellFormed())}`}
              path={path}
            />
          );
        }
        if (preview === 'table') return <TableText text={whole} path={path} />;
        return <Source text={preview === 'json' ? indented(whole) : whole} />;
      }}
    </Shown>
  );
}

function Source({ text }: { readonly text: string }) {
  return (
    <>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
        tabIndex={0}
        dir="auto"
        className="max-h-[36rem] overflow-auto font-mono text-xs leading-relaxed break-words whitespace-pre-wrap"
      >
        {text.slice(0, mostCharacters)}
      </pre>
      {text.length > mostCharacters && (
        <p className="text-soft mt-2 text-sm">
          The first {countText(mostCharacters)} of {countText(text.length)} characters.
        </p>
      )}
    </>
  );
}

function TableText({ text, path }: { readonly text: string; readonly path: string }) {
  const { header, rows, cut } = readTable(text, path.toLowerCase().endsWith('.tsv') ? '\t' : ',', true);
  return (
    <>
      <Table label={path} className="max-h-[36rem] overflow-y-auto">
        <thead>
          <tr>
            {header.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <Th key={at} dir="auto">
                {name}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <tr key={at}>
              {row.map((value, column) => (
                <Td
                  // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                  key={column}
                  dir="auto"
                  number={/^-?\d+(\.\d+)?$/.test(value)}
                  className="max-w-md break-words"
                >
                  {value}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {cut && <p className="text-soft mt-2 text-sm">The beginning of the file; download it for the rest.</p>}
    </>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Shown as it is.
    return text;
  }
}
