import type { ChampionMove } from '@verdict/api';
import { Chip, EmptyState, Table, Td, Th, type Tone, When } from '@verdict/ui';
import { JudgementLink, VersionLink } from './links.tsx';

const kinds: Readonly<Record<string, { readonly name: string; readonly tone: Tone }>> = {
  promote: { name: 'promoted', tone: 'good' },
  force: { name: 'forced', tone: 'warn' },
  rollback: { name: 'rolled back', tone: 'warn' },
  remove: { name: 'taken out of service', tone: 'bad' },
  set: { name: 'set', tone: 'neutral' },
};

/** Who was in service when, and on whose word. */
export function ChampionHistory({
  model,
  moves,
}: {
  readonly model: string;
  readonly moves: readonly ChampionMove[];
}) {
  if (moves.length === 0) {
    return (
      <EmptyState title="Nothing has been in service yet">
        Each promotion and each rollback will stand here, with who did it and why.
      </EmptyState>
    );
  }
  return (
    <Table label={`Who was in service as ${model}`}>
      <thead>
        <tr>
          <Th>When</Th>
          <Th>What</Th>
          <Th>From</Th>
          <Th>To</Th>
          <Th>By</Th>
          <Th>Why</Th>
        </tr>
      </thead>
      <tbody>
        {moves.map((move) => (
          <tr key={move.at_ms}>
            <Td>
              <When ms={move.at_ms} />
            </Td>
            <Td>
              <Chip tone={kinds[move.kind]?.tone ?? 'neutral'}>{kinds[move.kind]?.name ?? move.kind}</Chip>
            </Td>
            <Td>{move.from === null ? '–' : <VersionLink model={model} version={move.from} />}</Td>
            <Td>{move.to === null ? '–' : <VersionLink model={model} version={move.to} />}</Td>
            <Td className="max-w-56 break-words">{move.actor}</Td>
            <Td className="max-w-96 break-words">
              <span dir="auto">{move.reason}</span>{' '}
              {move.judgement !== null && (
                <JudgementLink model={model} id={move.judgement}>
                  what the judge said
                </JudgementLink>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
