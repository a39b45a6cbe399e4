export { type PotatoesConfig, readPotatoesConfig } from './config.ts';
export { PotatoesError, type PotatoesErrorCode, potatoesErrorCodes, potatoesErrors } from './errors.ts';
export { type PotatoesOptions, type RunningSite, startPotatoes } from './start-potatoes.ts';
