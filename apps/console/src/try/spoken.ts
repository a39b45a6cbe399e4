import { percentText } from '@verdict/ui';

interface Said {
  readonly label: string;
  readonly confidence: number;
  readonly unsure: boolean;
  readonly model: { readonly version: number };
}

/** What was found, for those who do not see it. */
export function spoken(all: readonly Said[]): string {
  return all
    .map(({ label, confidence, unsure, model }) => {
      const who = all.length > 1 ? `Version ${model.version}: ` : '';
      return `${who}${label}, ${percentText(confidence)} sure${unsure ? '; too close to call' : ''}.`;
    })
    .join(' ');
}
