import type { Standing } from '../page-data.ts';

/** Green, orange, red, as such scores have always been; grey where nothing is called. */
export const standingInk: Readonly<Record<Standing, string>> = {
  hot: 'text-good',
  fresh: 'text-warn',
  rotten: 'text-bad',
  few: 'text-soft',
  none: 'text-soft',
};

export const standingFill: Readonly<Record<Standing, string>> = {
  hot: 'fill-good',
  fresh: 'fill-warn',
  rotten: 'fill-bad',
  few: 'fill-soft',
  none: 'fill-soft',
};
