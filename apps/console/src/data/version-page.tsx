import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ConsoleDatasetVersion } from '@verdict/api';
import {
  ButtonLink,
  buttonClass,
  bytesText,
  CopyButton,
  countText,
  Notice,
  Skeleton,
  Table,
  Td,
  Th,
  When,
} from '@verdict/ui';
import { verdict } from '../queries.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Shown } from '../shell/shown.tsx';
import { Balance } from './balance.tsx';
import { countOf } from './data-search.ts';
import { Findings } from './findings.tsx';
import { Lengths } from './lengths.tsx';
import { MadeOf } from './made-of.tsx';
import { RowsExplorer } from './rows-explorer.tsx';
import { TopWords } from './top-words.tsx';
import { VerifyButton } from './verify-button.tsx';

const route = getRouteApi('/data/$name/$number');

export function VersionPage() {
  const { name, number: given } = route.useParams();
  const number = given === 'latest' ? 'latest' : countOf(given);
  const asked = useQuery({
    queryKey: ['dataset-version', name, number],
    queryFn: ({ signal }) => verdict.console.datasetVersion(name, number ?? 'latest', { signal }),
    enabled: number !== undefined,
  });
  if (number === undefined) {
    return (
      <>
        <PageHead title={`${name}: no version`} />
        <Notice
          title={`“${given.slice(0, 40)}” is no version`}
          action={<ButtonLink href={`/data/${encodeURIComponent(name)}`}>All versions of {name}</ButtonLink>}
        >
          Versions are numbered 1, 2, 3 …; the newest is “latest” as well.
        </Notice>
      </>
    );
  }
  const there = asked.data?.version;
  return (
    <>
      <PageHead
        title={`${name}, version ${there?.number ?? number}`}
        about={
          there ? (
            <>
              {countText(there.rows)} rows of {countText(there.classes.length)}{' '}
              {there.classes.length === 1 ? 'label' : 'labels'}, added <When ms={there.created_ms} /> by{' '}
              {there.created_by}
            </>
          ) : (
            !asked.error && <Skeleton className="mt-1 h-5 w-80 max-w-full" />
          )
        }
        actions={there && <Actions name={name} number={there.number} />}
      />
      <Shown asked={asked} loading={<Loading />}>
        {(data) => <Version name={name} data={data} />}
      </Shown>
    </>
  );
}

function Actions({ name, number }: { readonly name: string; readonly number: number }) {
  return (
    <>
      <Link to="/data/$name" params={{ name }} className={buttonClass('plain', true)}>
        History
      </Link>
      {number > 1 && (
        <Link
          to="/data/$name/diff"
          params={{ name }}
          search={{ from: number - 1, to: number }}
          className={buttonClass('plain', true)}
        >
          What changed
        </Link>
      )}
      <ButtonLink
        small
        href={`/api/v1/datasets/${encodeURIComponent(name)}/versions/${number}/rows`}
        download={`${name}-${number}.jsonl.gz`}
      >
        Download
      </ButtonLink>
    </>
  );
}

function Loading() {
  return (
    <div className="grid gap-6">
      <Skeleton className="h-32 w-full" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}

function Version({ name, data }: { readonly name: string; readonly data: ConsoleDatasetVersion }) {
  const { version, used } = data;
  const { profile } = version;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {version.message && (
        <p dir="auto" className="max-w-prose whitespace-pre-wrap break-words">
          {version.message}
        </p>
      )}
      <Section title="Problems">
        <Findings findings={version.findings} />
      </Section>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 lg:grid-cols-2">
        <Section title="Labels">
          <Balance name={name} number={version.number} classes={version.classes} rows={version.rows} />
        </Section>
        <Section title="Words in most rows">
          <TopWords words={profile.top_words} rows={version.rows} />
        </Section>
      </div>
      <Section title="Lengths" about={distinctText(profile.distinct_texts, version.rows)}>
        <Lengths profile={profile} />
      </Section>
      <RowsExplorer name={name} version={version} />
      <Section title="Where it comes from">
        <p className="mb-3 text-sm">
          Models trained on it: <MadeOf used={used} />
        </p>
        <Table label="Files that the rows came from">
          <thead>
            <tr>
              <Th>File</Th>
              <Th>Format</Th>
              <Th number>Rows</Th>
              <Th number>Size</Th>
              <Th>SHA-256</Th>
            </tr>
          </thead>
          <tbody>
            {version.sources.map(({ name: file, format, rows, bytes, sha256 }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same file may have been added twice
              <tr key={`${sha256} ${at}`}>
                <Td className="min-w-32 break-words">{file}</Td>
                <Td>{format}</Td>
                <Td number>{countText(rows)}</Td>
                <Td number>{bytesText(bytes)}</Td>
                <Td>
                  <code className="text-xs" title={sha256}>
                    {sha256.slice(0, 12)}
                  </code>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
        <div className="mt-3 flex flex-wrap items-center gap-3 text-sm">
          <span className="min-w-0">
            Its rows hash to <code className="text-xs break-all">{version.rows_sha256}</code>
          </span>
          <CopyButton text={version.rows_sha256} label="Copy the hash" />
          <VerifyButton name={name} number={version.number} />
        </div>
      </Section>
    </div>
  );
}

function distinctText(distinct: number, rows: number): string {
  if (distinct === rows) return 'Every text is different.';
  return `${countText(distinct)} different texts in ${countText(rows)} rows, but for capitals and white space.`;
}
