import { type GitState, gitState } from './git-state.ts';
import { type Machine, thisMachine } from './machine.ts';

/** Where a model was trained: the checkout around the folder, and the machine. */
export interface Surroundings {
  readonly git: GitState | null;
  readonly machine: Machine;
}

export async function surroundingsOf(folder: string): Promise<Surroundings> {
  return { git: await gitState(folder), machine: thisMachine() };
}
