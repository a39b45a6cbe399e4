import type { ConsoleModel, VersionLine } from '@verdict/api';
import { bytesText, countText, EmptyState, percentText, Table, Td, Th, When } from '@verdict/ui';
import { AccuracyCell } from './accuracy.tsx';
import { Aliases } from './aliases.tsx';
import { pointsText } from './figures.ts';
import { VersionLink } from './links.tsx';

/** Newest first; what tells one from another stands under one another. */
export function VersionsTable({ model }: { readonly model: ConsoleModel }) {
  const { versions, champion, name } = model;
  if (versions.length === 0) {
    return (
      <EmptyState title="No version yet">
        Train one with <code>verdict train --data FILE --name {name}</code>, or upload a <code>.verdict</code>{' '}
        file.
      </EmptyState>
    );
  }
  return (
    <>
      <Table label={`Versions of ${name}`}>
        <thead>
          <tr>
            <Th>Version</Th>
            <Th number>Accuracy</Th>
            <Th number title="Accuracy less the champion’s, each as its own file says">
              To champion
            </Th>
            <Th number>Macro F1</Th>
            <Th number>Log loss</Th>
            <Th number title="Expected calibration error">
              Calibration
            </Th>
            <Th>Recipe</Th>
            <Th number>Rows</Th>
            <Th number>Size</Th>
            <Th>Registered</Th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <VersionRow key={version.version} model={name} version={version} champion={champion} />
          ))}
        </tbody>
      </Table>
      {model.next_page_token !== null && (
        <p className="text-soft mt-2 text-sm">
          The newest {countText(versions.length)} of {countText(model.versions_total)}; older ones are at
          their address, as <code>/models/{name}/1</code>.
        </p>
      )}
    </>
  );
}

function VersionRow({
  model,
  version,
  champion,
}: {
  readonly model: string;
  readonly version: VersionLine;
  readonly champion: VersionLine | null;
}) {
  const { quality } = version;
  return (
    <tr>
      <Td className="min-w-36">
        <span className="flex flex-wrap items-center gap-1.5">
          <VersionLink model={model} version={version.version} className="font-medium" />
          <Aliases aliases={version.aliases} />
        </span>
        <span className="text-soft line-clamp-2 block max-w-72 text-xs break-words" dir="auto">
          {version.description}
        </span>
      </Td>
      <Td number>
        {version.format === 'other' ? (
          <span className="text-soft">of another form</span>
        ) : (
          <AccuracyCell quality={quality} />
        )}
      </Td>
      <Td number>{toChampion(version, champion)}</Td>
      <Td number>{quality ? percentText(quality.macro_f1) : '–'}</Td>
      <Td number>{quality ? quality.log_loss.toFixed(3) : '–'}</Td>
      <Td number>{quality ? percentText(quality.ece) : '–'}</Td>
      <Td className="max-w-48 min-w-24 break-words">{version.recipe ?? '–'}</Td>
      <Td number>{version.trained_rows === null ? '–' : countText(version.trained_rows)}</Td>
      <Td number>{version.bytes === null ? '–' : bytesText(version.bytes)}</Td>
      <Td className="whitespace-nowrap">
        <When ms={version.created_ms} relative />
        <span className="text-soft block max-w-48 truncate text-xs" title={version.created_by}>
          {version.created_by}
        </span>
      </Td>
    </tr>
  );
}

/** Each says what its own file says, perhaps of other rows: what both said of the same rows is the judge's to tell. */
function toChampion(version: VersionLine, champion: VersionLine | null): string {
  if (!champion?.quality || !version.quality || champion.version === version.version) return '–';
  return pointsText(version.quality.accuracy.estimate - champion.quality.accuracy.estimate);
}
