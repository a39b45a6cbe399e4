export { deleteLooseFiles, putLooseFile } from './change-loose-files.ts';
export type { LooseFile } from './loose-files.store.ts';
export { proxyPathOf } from './proxy-path.ts';
export { findLooseFile, listLooseFolder } from './read-loose-files.ts';
