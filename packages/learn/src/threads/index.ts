export { type ThreadCrew, threadCrew } from './thread-crew.ts';
