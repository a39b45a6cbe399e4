import type { RecordInput } from '../record/record-input.ts';

/** What a page of the console shows, gathered for it: no page needs more than two requests. */
export function consoleRoutes(_record: RecordInput): void {}
