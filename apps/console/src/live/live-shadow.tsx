import { Link } from '@tanstack/react-router';
import type { ConsoleLive } from '@verdict/api';
import { countText, percentText, Table, Td, Th, When } from '@verdict/ui';
import { Section } from '../shell/section.tsx';

export interface LiveShadowProps {
  readonly model: string;
  readonly champion: number | null;
  readonly shadow: NonNullable<ConsoleLive['shadow']>;
}

/** Where the version in service and the one tried beside it do not agree: what a label tells most about. */
export function LiveShadow({ model, champion, shadow }: LiveShadowProps) {
  const { challenger, compared, agreed, disagreements } = shadow;
  return (
    <Section
      title={`Version ${challenger} in the shadow${champion === null ? '' : ` of version ${champion}`}`}
      aside={
        <p className="text-soft text-sm">
          {compared === 0
            ? 'Nothing was answered by both yet.'
            : `They agree on ${percentText(agreed / compared)} of the newest ${countText(compared)}.`}
        </p>
      }
    >
      {disagreements.length > 0 && (
        <>
          <Table label="Where they disagree, newest first">
            <thead>
              <tr>
                <Th>When</Th>
                <Th className="min-w-64">Text</Th>
                <Th>In service</Th>
                <Th>In the shadow</Th>
              </tr>
            </thead>
            <tbody>
              {disagreements.map((each) => (
                <tr key={each.prediction_id}>
                  <Td className="text-soft">
                    <When ms={each.at_ms} relative />
                  </Td>
                  <Td className="max-w-xl">
                    <Link
                      to="/predictions/$id"
                      params={{ id: each.prediction_id }}
                      className="decoration-edge line-clamp-2 min-h-6 break-words underline"
                      dir="auto"
                    >
                      {each.text ?? 'the text is not kept'}
                    </Link>
                  </Td>
                  <Td dir="auto">
                    {each.champion.label}{' '}
                    <span className="text-soft">{percentText(each.champion.confidence, 0)}</span>
                  </Td>
                  <Td dir="auto">
                    {each.challenger.label}{' '}
                    <span className="text-soft">{percentText(each.challenger.confidence, 0)}</span>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <p className="mt-3 text-sm">
            <Link
              to="/label"
              search={{ model, source: 'shadow' }}
              className="decoration-edge inline-block min-h-6 underline"
            >
              Label where they disagree
            </Link>{' '}
            to learn which of them is right.
          </p>
        </>
      )}
    </Section>
  );
}
