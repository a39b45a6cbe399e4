import { Link } from '@tanstack/react-router';
import { classNames } from '@verdict/ui';
import type { ReactNode } from 'react';

interface Content {
  readonly children?: ReactNode;
  readonly className?: string;
}

/** High enough to be hit by a finger, in the middle of a dense table too. */
const looks = 'inline-block min-h-6 underline decoration-edge';

export function VersionLink({
  model,
  version,
  children,
  className,
}: Content & { readonly model: string; readonly version: number }) {
  return (
    <Link
      to="/models/$name/$version"
      params={{ name: model, version: String(version) }}
      className={classNames(looks, className)}
    >
      {children ?? `version ${version}`}
    </Link>
  );
}

export function JudgementLink({
  model,
  id,
  children,
}: Content & { readonly model: string; readonly id: number }) {
  return (
    <Link to="/models/$name/judgements/$id" params={{ name: model, id: String(id) }} className={looks}>
      {children}
    </Link>
  );
}

export function DataLink({ dataset, number }: { readonly dataset: string; readonly number: number }) {
  return (
    <Link
      to="/data/$name/$number"
      params={{ name: dataset, number: String(number) }}
      className={classNames(looks, 'break-words')}
    >
      {dataset}@{number}
    </Link>
  );
}

export function RunLink({ id, children }: Content & { readonly id: string }) {
  return (
    <Link to="/runs/$runId" params={{ runId: id }} className={classNames(looks, 'break-words')}>
      {children}
    </Link>
  );
}

export function PredictionLink({ id, children }: Content & { readonly id: string }) {
  return (
    <Link to="/predictions/$id" params={{ id }} className={looks}>
      {children}
    </Link>
  );
}

export function ModelLink({ name, children, className }: Content & { readonly name: string }) {
  return (
    <Link to="/models/$name" params={{ name }} className={classNames(looks, 'break-words', className)}>
      {children ?? name}
    </Link>
  );
}
