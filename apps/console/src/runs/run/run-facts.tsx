import { Link } from '@tanstack/react-router';
import type { Run } from '@verdict/api';
import { Table, Td, Th } from '@verdict/ui';
import { LongValue } from '../../shell/long-value.tsx';
import { Section } from '../../shell/section.tsx';

/** What went in and what came out of it as versions; then the parameters. */
export function RunFacts({ run }: { readonly run: Run }) {
  const params = Object.entries(run.params);
  return (
    <Section title="Parameters and data">
      <Table label="Parameters and data" className="relative">
        <thead className="sr-only">
          <tr>
            <Th>Name</Th>
            <Th>Value</Th>
          </tr>
        </thead>
        <tbody>
          {run.inputs.map(({ name, digest, context, dataset }) => (
            <tr key={`${name} ${digest} ${context}`}>
              <Name>{context || 'data'}</Name>
              <Td className="break-words">
                {dataset ? (
                  <Link
                    to="/data/$name/$number"
                    params={{ name: dataset.name, number: String(dataset.number) }}
                    dir="auto"
                  >
                    {dataset.name}@{dataset.number}
                  </Link>
                ) : (
                  <span dir="auto">
                    {name} <code className="text-soft font-mono text-xs break-all">{digest}</code>
                  </span>
                )}
              </Td>
            </tr>
          ))}
          {run.models.map(({ name, version }) => (
            <tr key={`${name}@${version}`}>
              <Name>registered as</Name>
              <Td>
                <Link to="/models/$name/$version" params={{ name, version: String(version) }} dir="auto">
                  {name}@{version}
                </Link>
              </Td>
            </tr>
          ))}
          {params.map(([key, value]) => (
            <tr key={key}>
              <Name>{key}</Name>
              <Td className="[overflow-wrap:anywhere]">
                <LongValue value={value} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {params.length + run.inputs.length === 0 && (
        <p className="text-soft mt-2 text-sm">No parameters and no data were logged.</p>
      )}
    </Section>
  );
}

function Name({ children }: { readonly children: string }) {
  return (
    <th
      scope="row"
      dir="auto"
      className="text-soft w-40 px-3 py-2 text-left align-baseline font-normal break-words"
    >
      {children}
    </th>
  );
}
