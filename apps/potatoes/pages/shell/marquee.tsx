import { Spud } from '../spud/spud.tsx';
import { useWords } from './words-context.tsx';

const scale = ['rotten', 'fresh', 'hot'] as const;

/** What this place is, and the scale that its films are measured by. */
export function Marquee() {
  const { words } = useWords();
  return (
    <div className="mx-auto grid max-w-6xl items-center gap-x-12 gap-y-6 px-4 pt-4 pb-8 sm:px-6 md:grid-cols-[minmax(0,1fr)_auto] md:pt-8 md:pb-12">
      <div>
        <p className="font-serif text-4xl leading-[1.08] font-bold tracking-tight text-balance italic sm:text-5xl">
          {words.site.tagline}
        </p>
        <p className="text-soft-on-band mt-3 max-w-[46ch] text-balance">{words.site.lead}</p>
      </div>
      <ul className="flex gap-5 sm:gap-8">
        {scale.map((standing) => (
          <li key={standing} className="min-w-0 flex-1 text-center md:flex-none">
            <Spud standing={standing} className="mx-auto size-20 sm:size-28" />
            <p className="mt-1 text-sm font-semibold">{words.standing[standing]}</p>
            <p className="text-soft-on-band text-sm tabular-nums">{words.site.scale[standing]}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
