import type { DataProfile } from '@verdict/api';
import { countText, Table, Td, Th } from '@verdict/ui';

const names = { min: 'Shortest', p10: '10%', median: 'Half', p90: '90%', max: 'Longest' } as const;
type Step = keyof typeof names;
const steps = Object.keys(names) as readonly Step[];

/** From the shortest to the longest, 0 to 1. Lengths spread over powers of ten, so they are drawn on such a scale. */
export function placeOf(length: number, shortest: number, longest: number): number {
  if (longest <= shortest) return 0.5;
  return Math.log((1 + length) / (1 + shortest)) / Math.log((1 + longest) / (1 + shortest));
}

export function Lengths({ profile }: { readonly profile: DataProfile }) {
  return (
    <Table label="Lengths of the texts">
      <thead>
        <tr>
          <Th>Length in</Th>
          {steps.map((step) => (
            <Th number key={step}>
              {names[step]}
            </Th>
          ))}
          <Th number>Mean</Th>
          <Th>
            <span className="sr-only">Drawn, on a scale of powers</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {(['characters', 'words'] as const).map((unit) => {
          const spread = profile[unit];
          const at = (step: Step): number => placeOf(spread[step], spread.min, spread.max) * 100;
          return (
            <tr key={unit}>
              <th scope="row" className="px-3 py-2 text-left font-normal">
                {unit}
              </th>
              {steps.map((step) => (
                <Td number key={step}>
                  {countText(Math.round(spread[step]))}
                </Td>
              ))}
              <Td number>{spread.mean.toFixed(1)}</Td>
              <Td className="w-full min-w-32">
                <svg aria-hidden="true" className="block h-4 w-full">
                  <line x1={`${at('min')}%`} x2={`${at('max')}%`} y1="50%" y2="50%" className="stroke-edge" />
                  <rect
                    x={`${at('p10')}%`}
                    width={`${Math.max(0.5, at('p90') - at('p10'))}%`}
                    y="20%"
                    height="60%"
                    rx="2"
                    className="fill-a opacity-40"
                  />
                  <line
                    x1={`${at('median')}%`}
                    x2={`${at('median')}%`}
                    y1="10%"
                    y2="90%"
                    strokeWidth="2"
                    className="stroke-a"
                  />
                </svg>
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
