export { type PotatoesConfig, readPotatoesConfig } from './config.ts';
export { PotatoesError, type PotatoesErrorCode, potatoesErrors } from './errors.ts';
export { type PotatoesOptions, type RunningSite, startPotatoes } from './start-potatoes.ts';
