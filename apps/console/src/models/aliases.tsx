import { Chip, type Tone } from '@verdict/ui';

const tones: Readonly<Record<string, Tone>> = { champion: 'good', challenger: 'warn' };

export function Aliases({ aliases }: { readonly aliases: readonly string[] }) {
  return aliases.map((alias) => (
    <Chip key={alias} tone={tones[alias] ?? 'neutral'}>
      {alias === 'champion' ? 'in service' : alias === 'challenger' ? 'on trial' : alias}
    </Chip>
  ));
}
