import { FilesError } from './errors.ts';
import { largestRowBytes } from './limits.ts';

/** Cuts a stream into the JSON of one row each, with the line it begins on. */
export interface JsonSplitter {
  readonly push: (chunk: Uint8Array) => void;
  readonly end: () => void;
}

type OnJson = (json: string, line: number) => void;

const lf = 10;
const quote = 34;
const comma = 44;
const backslash = 92;
const openArray = 91;
const closeArray = 93;
const openObject = 123;
const closeObject = 125;

/** Lines of JSONL; those of white space only are passed over. */
export function createLineSplitter(path: string, onJson: OnJson): JsonSplitter {
  let carry: Buffer = Buffer.alloc(0);
  let line = 1;

  const take = (bytes: Buffer, start: number, end: number): void => {
    const json = bytes.toString('utf8', start, end);
    if (json.trim() !== '') onJson(json, line);
    line++;
  };
  return {
    push(chunk) {
      const bytes = Buffer.concat([carry, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(lf, carry.length); end >= 0; end = bytes.indexOf(lf, start)) {
        take(bytes, start, end);
        start = end + 1;
      }
      carry = bytes.subarray(start);
      if (carry.length > largestRowBytes) throw tooLarge(path, line);
    },
    end() {
      if (carry.length > 0) take(carry, 0, carry.length);
    },
  };
}

// Where the array splitter stands.
const beforeArray = 0;
const beforeElement = 1;
const inElement = 2;
const afterElement = 3;
const afterArray = 4;

/** The objects of one array, however they are laid out, and strings too where those may be rows. JSON.parse judges each; this only finds its end. */
export function createArraySplitter(path: string, onJson: OnJson, strings = false): JsonSplitter {
  let carry: Buffer = Buffer.alloc(0);
  let state = beforeArray;
  let elements = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let line = 1;
  let elementLine = 1;

  const misplaced = (): FilesError =>
    new FilesError(
      'JSON_INVALID',
      path,
      `Line ${line} of ${path} does not go on as an array of objects; write [{…}, {…}], or one object a line.`,
      { place: { line } },
    );

  function stepOutside(byte: number): void {
    if (state === beforeArray && byte === openArray) state = beforeElement;
    else if (state === beforeElement && byte === closeArray && elements === 0) state = afterArray;
    else if (state === afterElement && byte === comma) state = beforeElement;
    else if (state === afterElement && byte === closeArray) state = afterArray;
    else throw misplaced();
  }

  return {
    push(chunk) {
      const bytes = Buffer.concat([carry, chunk]);
      let start = 0;
      const endElement = (at: number): void => {
        onJson(bytes.toString('utf8', start, at + 1), elementLine);
        elements++;
        state = afterElement;
      };
      for (let at = carry.length; at < bytes.length; at++) {
        const byte = bytes[at];
        if (byte === lf) line++;
        if (state === inElement) {
          if (inString) {
            if (escaped) escaped = false;
            else if (byte === backslash) escaped = true;
            else if (byte === quote) {
              inString = false;
              if (depth === 0) endElement(at);
            }
          } else if (byte === quote) inString = true;
          else if (byte === openObject || byte === openArray) depth++;
          else if ((byte === closeObject || byte === closeArray) && --depth === 0) endElement(at);
        } else if (byte === 32 || (byte >= 9 && byte <= 13)) continue;
        else if (state === beforeElement && (byte === openObject || (strings && byte === quote))) {
          state = inElement;
          inString = byte === quote;
          depth = inString ? 0 : 1;
          start = at;
          elementLine = line;
        } else stepOutside(byte);
      }
      carry = state === inElement ? bytes.subarray(start) : Buffer.alloc(0);
      if (carry.length > largestRowBytes) throw tooLarge(path, elementLine);
    },
    end() {
      if (state !== afterArray) throw misplaced();
    },
  };
}

function tooLarge(path: string, line: number): FilesError {
  return new FilesError(
    'CELL_TOO_LARGE',
    path,
    `The object on line ${line} of ${path} is over ${largestRowBytes / 2 ** 20} MB; check that it is closed, or split its text.`,
    { place: { line } },
  );
}
