import { Chip, Meter, percentText } from '@verdict/ui';
import { PredictionLink, VersionLink } from '../models/links.tsx';
import type { Answer } from './ask-side.ts';

export interface VerdictCardProps {
  readonly answer: Answer;
  /** The one that the other version gave; null: there is no other. */
  readonly otherScores: Readonly<Record<string, number>> | null;
  readonly stale: boolean;
  readonly onTarget: (label: string) => void;
}

/** The label, how sure, and every other class; each can be asked what speaks for it. */
export function VerdictCard({ answer, otherScores, stale, onTarget }: VerdictCardProps) {
  const { said, reasons } = answer;
  const { model, label, confidence, unsure, id } = said;
  const ordered = Object.entries(said.scores).sort(([, a], [, b]) => b - a);
  return (
    <div className={stale ? 'opacity-60' : undefined} data-version={model.version}>
      <p className="text-soft text-sm">
        <VersionLink model={model.name} version={model.version}>
          {model.name}, version {model.version}
        </VersionLink>
      </p>
      <p className="mt-1 flex flex-wrap items-baseline gap-2">
        <span data-part="label" className="font-serif text-3xl font-semibold break-words" dir="auto">
          {label}
        </span>
        {unsure && <Chip tone="warn">unsure</Chip>}
      </p>
      <Meter share={confidence} label={`${percentText(confidence)} sure`} className="mt-2" />
      <p data-part="confidence" className="mt-1 tabular-nums">
        {percentText(confidence)} sure
      </p>
      {unsure && (
        <p className="text-warn text-sm">Too close to call for this model: better seen by a person.</p>
      )}
      <h3 className="text-soft mt-4 text-sm">All classes</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {ordered.map(([name, score]) => (
          <li key={name}>
            <button
              type="button"
              disabled={!reasons}
              aria-pressed={reasons?.target === name}
              title={reasons ? `See what speaks for ${name}` : undefined}
              onClick={() => onTarget(name)}
              className="hover:bg-sunken aria-pressed:border-accent grid min-h-8 w-full grid-cols-[minmax(0,1fr)_max-content] items-center gap-x-3 gap-y-1 rounded border border-transparent px-2 py-1 text-left text-sm"
            >
              <span data-part="score-name" className="break-words" dir="auto">
                {name}
              </span>
              <span className="text-right tabular-nums">
                {percentText(score)}
                {otherScores && <Apart here={score} there={otherScores[name]} />}
              </span>
              <span aria-hidden="true" className="col-span-2">
                <Meter share={score} label="" tone={name === label ? 'good' : 'neutral'} className="h-1.5" />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="text-soft mt-3 text-xs break-all">
        <PredictionLink id={id}>Prediction {id}</PredictionLink>
      </p>
    </div>
  );
}

function Apart({ here, there }: { readonly here: number; readonly there: number | undefined }) {
  if (there === undefined) return <span className="text-warn block text-xs">only here</span>;
  const points = (here - there) * 100;
  if (Math.abs(points) < 0.05) return <span className="text-soft block text-xs">the same</span>;
  return (
    <span className="text-soft block text-xs">
      {points < 0 ? '−' : '+'}
      {Math.abs(points).toFixed(1)}
    </span>
  );
}
