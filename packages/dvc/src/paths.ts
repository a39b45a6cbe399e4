import { isAbsolute, relative, resolve, sep } from 'node:path';

/** As it is written in files that travel between systems. */
function toPosix(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Whether the path is the folder or lies in it; both absolute. */
export function isInOrAt(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from === '' || (!isAbsolute(from) && from !== '..' && !from.startsWith(`..${sep}`));
}

/** From the root, with `/`; `.` for the root itself. */
export function fromRoot(root: string, path: string): string {
  return toPosix(relative(root, resolve(root, path))) || '.';
}
