// The mails that a server wrote into its folder, as their readers find them.
import { expect } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Mail {
  to: string;
  /** Decoded, on one line. */
  subject: string;
  /** The plain part. */
  text: string;
  sentAt: number;
}

function decodeWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, word: string) => Buffer.from(word, 'base64').toString());
}

function read(source: string): Mail {
  const [head = '', ...parts] = source.replaceAll('\r\n', '\n').split('\n\n');
  const unfolded = head.replace(/\n[ \t]/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
  const body = parts.join('\n\n');
  const begin = body.indexOf('\n\n');
  const plain = begin < 0 ? body : body.slice(0, body.indexOf('\nContent-Type: text/html'));
  return { to: header('To'), subject: decodeWords(header('Subject')), text: plain, sentAt: Date.parse(header('Date')) };
}

async function mailsIn(data: string): Promise<Mail[]> {
  const folder = path.join(data, 'mail');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
  return Promise.all(files.map(async (name) => read(await readFile(path.join(folder, name), 'utf8'))));
}

/** Every mail to an address whose subject holds a text, the newest last. */
export async function mailsTo(data: string, address: string, subject = ''): Promise<Mail[]> {
  return (await mailsIn(data))
    .filter((mail) => mail.to === address && mail.subject.includes(subject))
    .sort((a, b) => a.sentAt - b.sentAt);
}

/** The newest of them, once there is one. */
export async function mailTo(data: string, address: string, subject = ''): Promise<Mail> {
  let newest: Mail | undefined;
  await expect(async () => {
    newest = (await mailsTo(data, address, subject)).at(-1);
    expect(newest, `a mail to ${address}`).toBeDefined();
  }).toPass({ timeout: 45_000 });
  return newest!;
}

export function codeIn(mail: Mail): string {
  return /^ {4}(\d{6})$/m.exec(mail.text)?.[1] ?? '';
}

export function linkIn(mail: Mail): string {
  return /^https?:\S+$/m.exec(mail.text)?.[0] ?? '';
}

/** Every mail whose subject holds a text, once there are that many. */
export async function mailsAbout(data: string, subject: string, count: number): Promise<Mail[]> {
  let found: Mail[] = [];
  await expect(async () => {
    found = (await mailsIn(data)).filter((mail) => mail.subject.includes(subject));
    expect(found.length, `mails about “${subject}”`).toBeGreaterThanOrEqual(count);
  }).toPass({ timeout: 45_000 });
  return found;
}
