import type { JudgementLine } from '@verdict/api';
import { countText, EmptyState, Table, Td, Th, When } from '@verdict/ui';
import { pointsText } from './figures.ts';
import { JudgementChip } from './judgement-chip.tsx';
import { JudgementLink, VersionLink } from './links.tsx';
import { ruleNames } from './rule-names.ts';

export function JudgementsTable({
  model,
  judgements,
}: {
  readonly model: string;
  readonly judgements: readonly JudgementLine[];
}) {
  if (judgements.length === 0) {
    return (
      <EmptyState title="The judge was not asked yet">
        It compares a version with the one in service on the same rows, and says whether it may take its
        place. Open a version and ask it.
      </EmptyState>
    );
  }
  return (
    <Table label={`What the judge said of ${model}`}>
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Verdict</Th>
          <Th>Candidate</Th>
          <Th>Against</Th>
          <Th number>Accuracy, points</Th>
          <Th number>Rows</Th>
          <Th>Refused by</Th>
          <Th>Asked by</Th>
        </tr>
      </thead>
      <tbody>
        {judgements.map((judgement) => (
          <tr key={judgement.id}>
            <Td>
              <JudgementLink model={model} id={judgement.id}>
                <When ms={judgement.created_ms} />
              </JudgementLink>
            </Td>
            <Td>
              <JudgementChip verdict={judgement.verdict} />
            </Td>
            <Td className="whitespace-nowrap">
              <VersionLink model={model} version={judgement.candidate} />
            </Td>
            <Td className="whitespace-nowrap">
              {judgement.champion === null ? (
                <span className="text-soft">nobody</span>
              ) : (
                <VersionLink model={model} version={judgement.champion} />
              )}
            </Td>
            <Td number>
              {judgement.difference ? (
                <>
                  {pointsText(judgement.difference.estimate)}
                  <span className="text-soft block text-xs">
                    {pointsText(judgement.difference.low)} to {pointsText(judgement.difference.high)}
                  </span>
                </>
              ) : (
                '–'
              )}
            </Td>
            <Td number>{countText(judgement.rows)}</Td>
            <Td>{judgement.refused_by.map((rule) => ruleNames[rule] ?? rule).join(', ') || '–'}</Td>
            <Td className="max-w-48 break-words">{judgement.created_by}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
