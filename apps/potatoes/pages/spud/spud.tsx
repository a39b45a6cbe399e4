import { classNames } from '@verdict/ui';
import type { Standing } from '../page-data.ts';

export interface SpudProps {
  readonly standing: Standing;
  /** Said to those who do not see it; without one it is decoration beside the same in words. */
  readonly title?: string;
  readonly className?: string;
}

const skin = 'M60 22c20-3 38 9 43 30 5 22-3 45-24 54-20 9-47 5-58-14C10 73 13 47 28 34c9-8 20-10 32-12Z';

/** The verdict as a potato: baked, sprouting, gone off, peeping out of the ground, or still below it. */
export function Spud({ standing, title, className }: SpudProps) {
  const Inside = insides[standing];
  return (
    <svg
      viewBox="0 0 120 120"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
      className={classNames('block shrink-0', className)}
    >
      <Inside />
    </svg>
  );
}

function Freckles() {
  return (
    <g className="fill-spud-deep">
      <ellipse cx="32" cy="72" rx="3" ry="2" />
      <ellipse cx="90" cy="86" rx="3.5" ry="2" />
      <ellipse cx="48" cy="98" rx="3" ry="1.6" />
      <ellipse cx="93" cy="58" rx="2" ry="1.4" />
    </g>
  );
}

function Body({ spoilt = false }: { readonly spoilt?: boolean }) {
  return (
    <>
      <path d={skin} className={spoilt ? 'fill-mould' : 'fill-spud'} />
      <path
        d="M103 52c5 22-3 45-24 54-20 9-47 5-58-14 20 12 45 10 60-5 12-12 17-24 22-35Z"
        className={spoilt ? 'fill-mould-deep' : 'fill-spud-deep'}
        opacity=".45"
      />
    </>
  );
}

function Hot() {
  return (
    <>
      <g fill="none" strokeWidth="3.5" strokeLinecap="round" className="stroke-steam steam">
        <path d="M44 16c-5-5 4-8 0-14" />
        <path d="M62 13c-5-5 4-8 0-13" />
        <path d="M80 16c-5-5 4-8 0-14" />
      </g>
      <Body />
      <path d="M27 44c14-14 52-18 68-3-8 13-56 17-68 3Z" className="fill-flesh" />
      <path d="M27 44c14-14 52-18 68-3" fill="none" strokeWidth="3" className="stroke-spud-deep" />
      <path d="m52 28 20-3 5 13-21 4Z" className="fill-butter" />
      <path d="M58 41c0 8 1 10 3 10s3-4 3-11Z" className="fill-butter" />
      <Freckles />
      <path
        d="M36 62q6-8 12 0m24-1q6-8 12 0"
        fill="none"
        strokeWidth="4"
        strokeLinecap="round"
        className="stroke-pip"
      />
      <path d="M42 74c6 16 30 16 37-1Z" className="fill-pip" />
      <path d="M50 83c7 4 15 4 22-1-6 6-16 7-22 1Z" className="fill-tongue" />
    </>
  );
}

function Fresh() {
  return (
    <>
      <path
        d="M60 26c-1-8 0-13 3-18"
        fill="none"
        strokeWidth="3.5"
        strokeLinecap="round"
        className="stroke-sprout"
      />
      <path
        d="M62 12C70 2 82 3 88 8 82 18 70 19 62 12Zm-1 7C54 10 44 11 39 15c5 9 15 10 22 4Z"
        className="fill-sprout"
      />
      <Body />
      <Freckles />
      <g className="fill-pip">
        <circle cx="43" cy="58" r="4.5" />
        <circle cx="77" cy="57" r="4.5" />
      </g>
      <path d="M46 74q14 12 28-1" fill="none" strokeWidth="4" strokeLinecap="round" className="stroke-pip" />
    </>
  );
}

function Rotten() {
  return (
    <>
      <Body spoilt />
      <g className="fill-mould-deep">
        <circle cx="34" cy="52" r="8" opacity=".55" />
        <circle cx="88" cy="78" r="10" opacity=".55" />
        <circle cx="54" cy="98" r="6" opacity=".55" />
      </g>
      <g fill="none" strokeWidth="4" strokeLinecap="round" className="stroke-pip">
        <path d="m40 54 9 9m0-9-9 9m31-10 9 9m0-9-9 9" />
        <path d="M46 84q5-9 10-3t9 0 10 2" />
      </g>
      <g className="fill-pip">
        <circle cx="22" cy="22" r="2.6" />
        <circle cx="98" cy="18" r="2.6" />
        <circle cx="108" cy="36" r="2" />
      </g>
      <path
        d="M22 22c4 8 12 2 9-5M98 18c-8 4-12-4-6-9"
        fill="none"
        strokeWidth="1.5"
        strokeDasharray="2 3"
        className="stroke-pip"
      />
    </>
  );
}

function Few() {
  return (
    <>
      <Body />
      <g className="fill-pip">
        <circle cx="45" cy="54" r="4.5" />
        <circle cx="76" cy="53" r="4.5" />
      </g>
      <path
        d="m38 43 10-3m24-1 10 2"
        fill="none"
        strokeWidth="3.5"
        strokeLinecap="round"
        className="stroke-pip"
      />
      <path
        d="M2 92c6-16 18-22 28-20 8-8 22-8 30-2 9-6 22-6 31 2 12-2 23 6 27 20v16c0 5-3 8-8 8H10c-5 0-8-3-8-8Z"
        className="fill-soil"
      />
      <g className="fill-spud-deep">
        <circle cx="26" cy="92" r="2.5" />
        <circle cx="58" cy="86" r="2" />
        <circle cx="88" cy="96" r="2.5" />
      </g>
    </>
  );
}

function None() {
  return (
    <>
      <path
        d="M60 78c-1-10 0-18 2-26"
        fill="none"
        strokeWidth="3.5"
        strokeLinecap="round"
        className="stroke-sprout"
      />
      <path
        d="M61 58c7-10 18-9 23-5-5 9-15 11-23 5Zm-1 8c-6-8-15-8-20-4 4 8 13 10 20 4Z"
        className="fill-sprout"
      />
      <path
        d="M2 92c8-12 24-16 34-14 14-8 34-8 48 0 12-2 26 2 34 14v16c0 5-3 8-8 8H10c-5 0-8-3-8-8Z"
        className="fill-soil"
      />
      <path
        d="M44 102c4-7 26-8 31-1 4 7-4 11-16 11s-18-4-15-10Z"
        fill="none"
        strokeWidth="2.5"
        strokeDasharray="4 4"
        className="stroke-spud"
      />
    </>
  );
}

const insides = { hot: Hot, fresh: Fresh, rotten: Rotten, few: Few, none: None };
