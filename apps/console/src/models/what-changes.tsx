import type { Consequences, VersionLine } from '@verdict/api';
import { bytesText, countText, Notice, percentText, When } from '@verdict/ui';
import type { ReactNode } from 'react';
import { askedText } from './asked-text.ts';
import { rangeText } from './figures.ts';

export interface WhatChangesProps {
  readonly model: string;
  readonly about: Consequences;
  readonly to: VersionLine;
}

/** Who is in service, who would be, and what is different about it: read before the button is pressed. */
export function WhatChanges({ model, about, to }: WhatChangesProps) {
  const { from, since, labels, traffic, asked } = about;
  return (
    <div className="flex flex-col gap-4 text-sm">
      <div className="overflow-x-auto">
        <table className="w-full">
          <thead>
            <tr className="text-soft text-left text-xs">
              <th scope="col" className="py-1 pr-3 font-medium">
                <span className="sr-only">What</span>
              </th>
              <th scope="col" className="py-1 pr-3 font-medium">
                In service now
              </th>
              <th scope="col" className="py-1 font-medium">
                Afterwards
              </th>
            </tr>
          </thead>
          <tbody className="[&_td]:py-1 [&_td]:pr-3 [&_th]:py-1 [&_th]:pr-3">
            <Row
              name="Version"
              from={from && <strong>{from.version}</strong>}
              to={<strong>{to.version}</strong>}
            />
            <Row name="Accuracy" from={from && quality(from)} to={quality(to)} />
            <Row name="Recipe" from={from?.recipe} to={to.recipe} />
            <Row name="Trained on" from={from && rows(from)} to={rows(to)} />
            <Row
              name="Size"
              from={from?.bytes == null ? null : bytesText(from.bytes)}
              to={to.bytes === null ? null : bytesText(to.bytes)}
            />
          </tbody>
        </table>
      </div>
      {labels.lost.length > 0 && (
        <Notice tone="bad" title={`It never says ${labels.lost.slice(0, 5).join(', ')}`}>
          Whoever acts on {labels.lost.length === 1 ? 'that label' : 'those labels'} will not hear{' '}
          {labels.lost.length === 1 ? 'it' : 'them'} again.
        </Notice>
      )}
      {labels.gained.length > 0 && (
        <Notice tone="warn" title={`It says ${labels.gained.slice(0, 5).join(', ')}, which is new`}>
          Whoever asks {model} should know what to do with it.
        </Notice>
      )}
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>
          {asked.count === 0
            ? `Nobody asked ${model} in the last 24 hours.`
            : `${askedText(asked)} questions came in the last 24 hours; the next ones go to version ${to.version}.`}
        </li>
        <li>Every process that serves hears of it within two seconds, and no question fails meanwhile.</li>
        {traffic?.state === 'running' && (
          <li>
            The {traffic.mode} of version {traffic.version} that is running ends.
          </li>
        )}
        <li>It is written down under your name, for everybody who reads the events.</li>
        {from && since && (
          <li>
            Version {from.version}, put there by {since.actor} <When ms={since.at_ms} relative />, stays: a
            rollback puts it back at once.
          </li>
        )}
      </ul>
    </div>
  );
}

function Row({
  name,
  from,
  to,
}: {
  readonly name: string;
  readonly from: ReactNode;
  readonly to: ReactNode;
}) {
  return (
    <tr className="border-line border-t align-baseline">
      <th scope="row" className="text-soft text-left font-normal whitespace-nowrap">
        {name}
      </th>
      <td className="tabular-nums">{from ?? <span className="text-soft">nothing</span>}</td>
      <td className="tabular-nums">{to ?? <span className="text-soft">not known</span>}</td>
    </tr>
  );
}

function quality({ quality: found }: VersionLine): ReactNode {
  if (!found) return <span className="text-soft">not measured</span>;
  return (
    <>
      {percentText(found.accuracy.estimate)}{' '}
      <span className="text-soft text-xs whitespace-nowrap">{rangeText(found.accuracy)}</span>
    </>
  );
}

function rows({ trained_rows: count }: VersionLine): ReactNode {
  return count === null ? null : `${countText(count)} rows`;
}
