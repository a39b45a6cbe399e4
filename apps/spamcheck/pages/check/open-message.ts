import { type Mail, messageOfMail, readMail } from '../mail/read-mail.ts';
import { decodeFile } from '../many/decode-file.ts';

export type OpenedFile =
  | { readonly kind: 'message'; readonly text: string; readonly mail: Mail | null }
  | { readonly kind: 'refused'; readonly sentence: string };

/** Rows: for many at once. */
export function isTable(name: string): boolean {
  return /\.(?:csv|tsv|jsonl|ndjson)$/i.test(name);
}

/** What was dropped or chosen where one message goes: an e-mail, a plain text, or something that belongs elsewhere. */
export function openMessage(name: string, bytes: Uint8Array): OpenedFile {
  const mail = readMail(bytes);
  if (mail) {
    const text = messageOfMail(mail);
    return text === ''
      ? { kind: 'refused', sentence: `${name} holds no text to read; its attachments are not looked into.` }
      : { kind: 'message', text, mail };
  }
  if (/\.eml$/i.test(name)) {
    return {
      kind: 'refused',
      sentence: `${name} is no e-mail: it does not begin with headers such as From and Subject.`,
    };
  }
  if (/\.msg$/i.test(name)) {
    return {
      kind: 'refused',
      sentence: `${name} is in Outlook’s own form; save the message as .eml, or paste its text.`,
    };
  }
  const decoded = decodeFile(name, bytes);
  if ('refusal' in decoded)
    return { kind: 'refused', sentence: decoded.refusal.replace('holds no lines of text', 'is no message') };
  return decoded.text.trim() === ''
    ? { kind: 'refused', sentence: `${name} is empty.` }
    : { kind: 'message', text: decoded.text.replaceAll('\r\n', '\n').replaceAll('\0', ''), mail: null };
}
