import { designPoster, type PosterDesign } from './design-poster.ts';
import { pictureOf } from './pictures.tsx';
import type { PosterFilm } from './poster-film.ts';

export interface PosterProps {
  readonly film: PosterFilm;
  /** Said to those who do not see it; without one it is decoration, for where the film's name stands beside it. */
  readonly title?: string;
  readonly className?: string;
}

/** 2 to 3, as posters are; as wide as its place. Attributes alone: a style of its own would be refused. */
export function Poster({ film, title, className }: PosterProps) {
  const design = designPoster(film);
  const { palette, layout, genre, random } = design;
  const picture = pictureOf(genre, random, palette);
  return (
    <svg
      viewBox="0 0 200 300"
      className={className}
      role="img"
      aria-label={title}
      aria-hidden={title === undefined}
    >
      <rect width="200" height="300" fill={palette.paper} />
      {layout === 'plate' ? (
        <svg
          width="200"
          height="300"
          viewBox="0 0 200 210"
          preserveAspectRatio="xMidYMid slice"
          role="presentation"
        >
          {picture}
        </svg>
      ) : (
        <svg
          y={layout === 'below' ? 0 : 90}
          width="200"
          height="210"
          viewBox="0 0 200 210"
          role="presentation"
        >
          {picture}
        </svg>
      )}
      <Letters film={film} design={design} />
    </svg>
  );
}

function Letters({ film, design }: { readonly film: PosterFilm; readonly design: PosterDesign }) {
  const { palette, layout, lines, letterSize, isSerif } = design;
  const isPlate = layout === 'plate';
  const size = isPlate ? letterSize * 0.72 : letterSize;
  const lineHeight = size * 1.12;
  const high = lines.length * lineHeight;
  const small = `${film.year} · ${film.genres.join(' · ')}`.toUpperCase().slice(0, 44);
  const middle = { below: 246, above: 42, plate: 250 }[layout];
  const first = middle - high / 2 + size * 0.86;
  return (
    <g
      fill={palette.letters}
      textAnchor={isPlate ? 'middle' : 'start'}
      fontFamily={isSerif ? 'Georgia, "Times New Roman", serif' : '"Helvetica Neue", Arial, sans-serif'}
      fontWeight="700"
    >
      {isPlate ? (
        <>
          <rect x="12" y="222" width="176" height="66" fill={palette.paper} />
          <rect
            x="15"
            y="225"
            width="170"
            height="60"
            fill="none"
            stroke={palette.letters}
            strokeWidth=".8"
          />
        </>
      ) : (
        <rect y={layout === 'below' ? 210 : 0} width="200" height="90" fill={palette.paper} />
      )}
      {lines.map((line, at) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: lines stay where they are
          key={at}
          x={isPlate ? 100 : 14}
          y={Math.round((first + at * lineHeight) * 10) / 10}
          fontSize={Math.round(size * 10) / 10}
        >
          {line}
        </text>
      ))}
      <text
        x={isPlate ? 100 : 14}
        y={layout === 'above' ? 84 : isPlate ? 280 : 292}
        fontSize="6.5"
        fontWeight="400"
        letterSpacing=".6"
      >
        {small}
      </text>
    </g>
  );
}
