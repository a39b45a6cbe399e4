import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { themes, widths } from './take-pictures.ts';

/** All pictures of a width and theme on one sheet, by ImageMagick; null where there is none of it. */
export function contactSheets(folder: string): readonly string[] | null {
  if (spawnSync('montage', ['-version']).error) return null;
  const files = readdirSync(folder).filter((file) => file.endsWith('.png') && !file.startsWith('sheet-'));
  return widths.flatMap((width) =>
    themes.flatMap((theme) => {
      const these = files.filter((file) => file.endsWith(`-${width}-${theme}.png`)).sort();
      if (these.length === 0) return [];
      const sheet = join(folder, `sheet-${width}-${theme}.png`);
      // The upper part of each: a page of ten thousand points would leave a stripe.
      const crop = `${width}x${width < 600 ? 1400 : 1100}+0+0`;
      const looks = ['-crop', crop, '+repage', '-resize', '320x', '-geometry', '+8+8', '-tile', '8x'];
      const args = ['-label', '%t', ...these, ...looks, '-background', '#888', sheet];
      return spawnSync('montage', args, { cwd: folder }).status === 0 ? [sheet] : [];
    }),
  );
}
