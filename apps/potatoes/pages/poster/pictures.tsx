import type { ReactNode } from 'react';
import type { Palette } from './design-poster.ts';
import { pick, type Random, tenth } from './seeded-random.ts';

/** Drawn into 200 by 210, on the paper. */
type Picture = (random: Random, palette: Palette) => ReactNode;

function times<Item>(count: number, make: (index: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function dots(random: Random, count: number, bottom: number): string {
  return times(count, () => `M${random(4, 196)} ${random(4, bottom)}h.1`).join('');
}

const peaks = (random: Random, top: number, steps: number): string => {
  const step = 200 / steps;
  const points = times(steps + 1, (at) => `L${tenth(at * step)} ${random(top, top + 40)}`);
  return `M0 210${points.join('')}L200 210Z`;
};

const waves = (y: number, shift: number): string =>
  `M${-40 + shift} ${y}${times(9, () => 'q7.5 -11 15 0t15 0').join('')}V210H-40Z`;

function polar(angle: number, radius: number, x = 100, y = 105): string {
  return `${tenth(x + radius * Math.cos(angle))} ${tenth(y + radius * Math.sin(angle))}`;
}

function burst(rays: number, x: number, y: number): string {
  const step = Math.PI / rays;
  return times(
    rays,
    (at) => `M${x} ${y}L${polar(2 * at * step, 260, x, y)}L${polar((2 * at + 1) * step, 260, x, y)}Z`,
  ).join('');
}

const pictures = {
  'science fiction': (random, { first, second, letters }) => {
    const x = random(60, 140);
    const tilt = random(-35, 35);
    return (
      <>
        <path d={dots(random, 40, 206)} stroke={letters} strokeWidth="1.6" strokeLinecap="round" />
        <circle cx={x} cy="112" r="54" fill={second} />
        <path d={`M${x - 54} 112a54 54 0 0 0 108 0q-54 24 -108 0`} fill={first} />
        <g transform={`rotate(${tilt} ${x} 112)`} fill="none" stroke={first} strokeWidth="3">
          <ellipse cx={x} cy="112" rx="86" ry="18" />
          <ellipse cx={x} cy="112" rx="98" ry="23" strokeWidth="1" />
        </g>
        <circle cx={x > 100 ? 30 : 170} cy="40" r="10" fill={letters} />
      </>
    );
  },
  western: (random, { paper, first, second }) => {
    const x = random(60, 140);
    return (
      <>
        <circle cx={x} cy="105" r="62" fill={first} />
        {times(6, (at) => (
          <rect key={at} y={tenth(92 + at * 13)} width="200" height={1.5 + at} fill={paper} />
        ))}
        <path d={`M0 170h24l6 -48h34l8 48h42l4 -30h${random(24, 40)}l6 30h90v40H0Z`} fill={second} />
        <path d="M0 186q60 -14 110 -4t90 -6V210H0Z" fill={first} opacity=".75" />
      </>
    );
  },
  horror: (random, { paper, first, second, letters }) => (
    <>
      <circle cx={random(70, 130)} cy="84" r="58" fill={first} />
      <path d={peaks(random, 150, 9)} fill={second} />
      <path d="M78 210v-62l-8 -2 30 -34 30 34 -8 2v62Z" fill={paper} />
      <path d="M95 150h10v16h-10Z" fill={first} />
      {times(7, (at) => (
        <path
          key={at}
          d={`M${random(16, 176)} ${random(20, 110)}q6 -8 9 0q4 -8 10 0`}
          fill="none"
          stroke={at % 3 === 0 ? letters : paper}
          strokeWidth="2.4"
        />
      ))}
    </>
  ),
  drama: (random, { first, second, letters }) => {
    const lit = Math.floor(random(8, 27));
    return (
      <>
        {times(35, (at) => (
          <rect
            key={at}
            x={22 + (at % 5) * 33}
            y={14 + Math.floor(at / 5) * 28}
            width="24"
            height="20"
            fill={at === lit ? first : second}
            opacity={at === lit ? 1 : random(0.35, 0.85)}
          />
        ))}
        <circle cx={34 + (lit % 5) * 33} cy={25 + Math.floor(lit / 5) * 28} r="4" fill={letters} />
        <rect
          x={29 + (lit % 5) * 33}
          y={29 + Math.floor(lit / 5) * 28}
          width="10"
          height="5"
          fill={letters}
        />
      </>
    );
  },
  romance: (random, { first, second, letters }) => {
    const y = random(90, 120);
    return (
      <>
        <circle cx="74" cy={y} r="58" fill={first} />
        <circle cx="126" cy={y} r="58" fill={second} />
        <path d={`M100 ${y - 51.8}a58 58 0 0 1 0 103.6a58 58 0 0 1 0 -103.6`} fill={letters} />
        <path
          d={times(26, () => `M${random(0, 200)} ${random(0, 200)}l-4 12`).join('')}
          stroke={letters}
          strokeWidth=".8"
          opacity=".7"
        />
      </>
    );
  },
  comedy: (random, { paper, first, second }) => {
    const tilt = random(-14, 14);
    return (
      <>
        <path d={burst(12, 100, 105)} fill={second} opacity=".55" />
        <g transform={`rotate(${tilt} 100 105)`}>
          <ellipse cx="100" cy="105" rx={random(54, 64)} ry="70" fill={first} />
          <circle cx="80" cy="86" r={random(6, 11)} fill={paper} />
          <circle cx="122" cy="84" r={random(6, 11)} fill={paper} />
          <path d="M66 116q34 54 70 -6q-34 18 -70 6" fill={paper} />
        </g>
      </>
    );
  },
  musical: (random, { paper, first, second, letters }) => (
    <>
      {times(6, (at) => (
        <circle key={at} cx="100" cy="92" r={80 - at * 13} fill={[second, paper][at % 2]} />
      ))}
      <circle cx="100" cy="92" r="22" fill={first} />
      <circle cx="100" cy="92" r="4" fill={paper} />
      {times(17, (at) => {
        const high = random(8, 64);
        return <rect key={at} x={tenth(8 + at * 11)} y={210 - high} width="7" height={high} fill={first} />;
      })}
      <path d="M168 20l-14 62 -20 22" fill="none" stroke={letters} strokeWidth="3" />
    </>
  ),
  documentary: (random, { first, second }) => {
    const bumps = times(4, () => [random(4, 16), random(0, 6)] as const);
    const contour = (size: number): string => {
      const points = times(40, (at) => {
        const angle = (at / 40) * 2 * Math.PI;
        const wobble = bumps.reduce(
          (sum, [far, turn], wave) => sum + far * Math.sin((wave + 1) * angle + turn),
          0,
        );
        return polar(angle, (size * (90 + wobble)) / 90, 96, 108);
      });
      return `M${points.join('L')}Z`;
    };
    return times(10, (at) => (
      <path
        key={at}
        d={contour(14 + at * 13)}
        fill={at === 0 ? first : 'none'}
        stroke={at % 4 === 0 ? first : second}
        strokeWidth={at % 4 === 0 ? 2.4 : 1.2}
        strokeLinejoin="round"
      />
    ));
  },
  crime: (random, { paper, first, second }) => {
    const x = random(70, 130);
    return (
      <>
        {times(8, (at) => (
          <path key={at} d={`M0 ${at * 30 - 30}l200 -34v16l-200 34Z`} fill={second} opacity=".7" />
        ))}
        <circle cx={x} cy="120" r="66" fill={first} />
        <path
          d={`M${x - 30} 84h60l4 7h-68ZM${x - 19} 84q2 -26 10 -24l9 3 9 -3q8 -2 10 24ZM${x - 15} 91h30q1 28 -15 28t-15 -28M${x - 46} 210q2 -82 34 -92l12 14 12 -14q32 10 34 92Z`}
          fill={paper}
        />
      </>
    );
  },
  thriller: (random, { first, second }) => {
    const turn = random(5, 11);
    const corners = Math.floor(random(3, 6.9));
    return times(15, (at) => {
      const radius = 165 - at * 11.4;
      const points = times(corners, (corner) =>
        polar((corner / corners) * 2 * Math.PI + (at * turn) / 57, radius, 100 + at * 0.9, 108),
      );
      return (
        <path
          key={at}
          d={`M${points.join('L')}Z`}
          fill={[first, second][at % 2]}
          opacity={at === 14 ? 1 : 0.9}
        />
      );
    });
  },
  mystery: (random, { paper, first, second, letters }) => (
    <>
      <path d={burst(Math.floor(random(18, 30)), 100, 82)} fill={second} opacity=".5" />
      <path d="M100 26a46 46 0 0 1 24 86l20 98H56l20 -98a46 46 0 0 1 24 -86" fill={first} />
      <circle cx="100" cy="74" r="20" fill={paper} />
      {times(5, (at) => (
        <rect
          key={at}
          x={82 - at * 6}
          y={130 + at * 16}
          width={36 + at * 12}
          height="9"
          fill={paper}
          opacity=".8"
        />
      ))}
      <circle cx={100 + random(-6, 6)} cy="74" r="7" fill={letters} />
    </>
  ),
  war: (random, { first, second }) => {
    const turned = Math.floor(random(5, 15));
    return times(20, (at) => {
      const x = 12 + (at % 4) * 46;
      const y = 22 + Math.floor(at / 4) * 38;
      return at === turned ? (
        <path key={at} d={`M${x} ${y + 14}l8 12h22l8 -12h-14l-5 -16 -5 16Z`} fill={first} />
      ) : (
        <path key={at} d={`M${x} ${y + 24}l19 -24 19 24 -19 -9Z`} fill={second} opacity={random(0.5, 1)} />
      );
    });
  },
  family: (random, { paper, first, second, letters }) => (
    <>
      <circle cx={random(40, 160)} cy="54" r="30" fill={first} />
      <ellipse cx="40" cy="212" rx="120" ry={random(60, 84)} fill={second} />
      <ellipse cx="170" cy="222" rx="110" ry={random(60, 80)} fill={first} opacity=".85" />
      <path d="M60 130l22 -20 22 20v30H60Z" fill={letters} />
      <path d="M76 160v-18h12v18Z" fill={paper} />
      <path
        d={times(
          3,
          (at) => `M${random(20, 60) + at * 50} ${random(24, 74)}q10 -12 20 0q14 -4 14 8h-40q-6 -6 6 -8`,
        ).join('')}
        fill={letters}
        opacity=".8"
      />
    </>
  ),
  animation: (random, { paper, first, second, letters }) =>
    times(4, (at) => {
      const x = 34 + at * 44;
      const high = random(70, 150);
      const y = 210 - high;
      return (
        <g key={at}>
          <rect x={x - 28} y={y} width="56" height={high + 30} rx="28" fill={[first, second][at % 2]} />
          <circle cx={x - 9} cy={y + 26} r="7" fill={letters} />
          <circle cx={x + 9} cy={y + 26} r="7" fill={letters} />
          <circle cx={x - 9 + random(-3, 3)} cy={y + 27} r="3" fill={paper} />
          <circle cx={x + 9 + random(-3, 3)} cy={y + 27} r="3" fill={paper} />
        </g>
      );
    }),
  fantasy: (random, { paper, first, second, letters }) => {
    const x = random(50, 150);
    return (
      <>
        <path d={dots(random, 26, 110)} stroke={letters} strokeWidth="2" strokeLinecap="round" />
        <circle cx={x} cy="58" r="34" fill={first} />
        <circle cx={x + 14} cy="50" r="30" fill={paper} />
        <path d={peaks(random, 92, 5)} fill={second} opacity=".6" />
        <path d={peaks(random, 130, 4)} fill={second} />
        <path d={peaks(random, 164, 3)} fill={first} />
      </>
    );
  },
  adventure: (random, { first, second, letters }) => {
    const x = random(40, 120);
    return (
      <>
        <circle cx={200 - x} cy="74" r="44" fill={first} />
        <path d={waves(128, random(0, 20))} fill={second} opacity=".55" />
        <path
          d={`M${x - 20} 128h64l-12 18h-40ZM${x + 10} 122v-58l34 50ZM${x + 5} 122v-46l-22 40Z`}
          fill={letters}
        />
        <path d={waves(148, random(0, 20))} fill={second} opacity=".8" />
        <path d={waves(170, random(0, 20))} fill={second} />
        <path d={waves(192, random(0, 20))} fill={first} opacity=".8" />
      </>
    );
  },
  figure: (random, { first, second, letters }) => {
    const x = random(50, 150);
    return (
      <>
        {times(14, (at) => (
          <rect key={at} x={tenth(at * 14.6)} width="8" height={random(60, 150)} fill={second} opacity=".8" />
        ))}
        <path d="M0 158h200v52H0Z" fill={first} />
        <path d={`M${x - 7} 166l${random(-60, 60)} 44h22Z`} fill={letters} opacity=".45" />
        <path d={`M${x - 8} 168v-26q8 -9 16 0v26Z`} fill={letters} />
        <circle cx={x} cy="130" r="6.5" fill={letters} />
      </>
    );
  },
  arches: (random, { paper, first, second, letters }) => {
    const x = random(70, 130);
    return (
      <>
        {times(7, (at) => {
          const half = 92 - at * 13;
          return (
            <path
              key={at}
              d={`M${x - half} 210V${tenth(24 + at * 13 + half)}a${half} ${half} 0 0 1 ${2 * half} 0V210Z`}
              fill={[first, paper, second, paper][at % 4]}
            />
          );
        })}
        <circle cx={x} cy={random(150, 176)} r="8" fill={letters} />
      </>
    );
  },
  tiles: (random, { first, second, letters }) =>
    times(20, (at) => {
      const turn = Math.floor(random(0, 3.99)) * 90;
      const fill = [first, second, second, first, letters][Math.floor(random(0, 4.99))];
      return (
        <path
          key={at}
          transform={`translate(${25 + (at % 4) * 50} ${4 + 20 + Math.floor(at / 4) * 40.5}) rotate(${turn})`}
          d={random(0, 1) > 0.3 ? 'M-20 -20a40 40 0 0 1 40 40h-40Z' : 'M-20 -20h40a20 20 0 0 1 -40 0Z'}
          fill={fill}
        />
      );
    }),
  balls: (random, { first, second, letters }) => {
    const odd = Math.floor(random(7, 17.9));
    return times(25, (at) => (
      <circle
        key={at}
        cx={20 + (at % 5) * 40}
        cy={(at === odd ? 12 : 21) + Math.floor(at / 5) * 42}
        r={at === odd ? 19 : random(9, 15)}
        fill={at === odd ? first : at % 7 === 3 ? letters : second}
      />
    ));
  },
} satisfies Record<string, Picture>;

/** What a genre looks like; those with many films have several looks. */
const looks: Readonly<Record<string, readonly (keyof typeof pictures)[]>> = {
  drama: ['drama', 'figure', 'arches', 'tiles', 'figure', 'arches'],
  comedy: ['comedy', 'balls', 'tiles'],
  thriller: ['thriller', 'figure'],
  romance: ['romance', 'arches'],
  musical: ['musical', 'tiles'],
};

export function pictureOf(genre: string, random: Random, palette: Palette): ReactNode {
  const own: readonly (keyof typeof pictures)[] =
    genre in pictures ? [genre as keyof typeof pictures] : looks.drama;
  return pictures[pick(random, looks[genre] ?? own)](random, palette);
}
