import { text as readAll } from 'node:stream/consumers';
import { Refusal, WrongUsage } from '@verdict/engine';
import { Stopped } from './stopped.ts';

/** Longer than any that a person or a generator makes; what is piped in by mistake stops here. */
const mostCharacters = 1000;

/** Twice and unseen from a terminal, else the first line of standard input; never from the command line, which others see. */
export async function askPassword(
  name: string,
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WriteStream = process.stderr,
): Promise<string> {
  const password = input.isTTY
    ? await askTwice(name, input, output)
    : (await readAll(input)).split(/\r?\n/, 1)[0];
  if (password === '')
    throw new WrongUsage('There is no password; type one, pipe one in, or give --no-password for keys only.');
  if (password.length > mostCharacters)
    throw new Refusal(`The password has over ${mostCharacters} characters; give a shorter one.`);
  return password;
}

async function askTwice(name: string, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<string> {
  const first = await askUnseen(`Password for ${name}: `, input, output);
  const again = await askUnseen('The same again: ', input, output);
  if (first === again) return first;
  throw new Refusal('The two passwords differ; run the command again.');
}

function askUnseen(prompt: string, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<string> {
  output.write(prompt);
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void): void => {
      input.off('data', hear);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      settle();
    };
    const hear = (chunk: Buffer | string): void => {
      for (const character of chunk.toString()) {
        if (character === '\r' || character === '\n') {
          end(() => resolve(typed));
          return;
        }
        if (character === '\u0003' || character === '\u0004') {
          end(() => reject(new Stopped('Stopped; nothing was changed.')));
          return;
        }
        if (character === '\u007f' || character === '\b') typed = [...typed].slice(0, -1).join('');
        else if (character >= ' ') typed += character;
      }
    };
    input.setRawMode(true);
    input.on('data', hear);
    input.resume();
  });
}
