import { Command, CommanderError } from 'commander';
import { addAccountCommands } from './grammar/accounts.ts';
import { addBatchCommand } from './grammar/batch.ts';
import { grammarOf, type Surroundings } from './grammar/command.ts';
import { addDataCommands } from './grammar/data.ts';
import { addEventCommand } from './grammar/events.ts';
import { addImportCommands } from './grammar/import.ts';
import { addJobCommands } from './grammar/jobs.ts';
import { addKeepingCommands } from './grammar/keeping.ts';
import { addModelCommands } from './grammar/models.ts';
import { addPredictionCommands } from './grammar/predictions.ts';
import { addRecipeCommands } from './grammar/recipes.ts';
import { addRunCommands } from './grammar/runs.ts';
import { addServeCommand } from './grammar/serve.ts';
import { addTrainCommand } from './grammar/train.ts';
import { addUpCommand } from './grammar/up.ts';
import { addUseCommands } from './grammar/use-model.ts';

/** Parses one command line and runs its command, whose code is loaded only then. Returns the exit code. */
export async function runProgram(args: readonly string[], around: Surroundings): Promise<number> {
  const program = createProgram(around);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    return 2;
  }
}

function createProgram(surroundings: Surroundings): Command {
  const program = new Command('verdict')
    .description('Labelled text in, a classifier you can trace, judge, serve and roll back out.')
    .version(surroundings.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .usage('COMMAND [options]')
    .exitOverride()
    .configureHelp({ helpWidth: 100, showGlobalOptions: false })
    .configureOutput({ outputError: (text, write) => write(oneSentence(text)) })
    .addHelpText(
      'after',
      `
What is on record lives in VERDICT_HOME (default: ./.verdict), or on the server at VERDICT_URL with the
key in VERDICT_TOKEN. A command given only files opens neither.

Exit codes: 0 done, 1 refused or failed (one sentence on stderr says what to do), 2 wrong usage,
130 stopped by Ctrl-C.

Examples:
  verdict train --data reviews.csv
  verdict predict reviews "A wonderful, moving film."
  verdict models promote reviews@2
  verdict train --help`,
    );

  const grammar = grammarOf(program, surroundings);
  addDataCommands(grammar, surroundings);
  addTrainCommand(grammar);
  addUseCommands(grammar);
  addBatchCommand(grammar);
  addRecipeCommands(grammar);
  addRunCommands(grammar, surroundings);
  addModelCommands(grammar, surroundings);
  addPredictionCommands(grammar, surroundings);
  addJobCommands(grammar, surroundings);
  addEventCommand(grammar);
  addUpCommand(grammar);
  addServeCommand(grammar);
  addAccountCommands(grammar, surroundings);
  addImportCommands(grammar, surroundings);
  addKeepingCommands(grammar);
  return program;
}

/** Commander's "error: unknown option '--dat'\n(Did you mean --data?)" as this house says it. */
function oneSentence(text: string): string {
  const [what, hint] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const meant = /\(Did you mean (.*)\?\)/.exec(hint ?? '')?.[1];
  const sentence = `${what[0].toUpperCase()}${what.slice(1).replace(/\.$/, '')}`;
  return `${sentence}; ${meant ? `perhaps you mean ${meant}` : 'see --help'}.\n`;
}
