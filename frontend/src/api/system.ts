import { send } from './browser';
import { api } from './index';
import type { ChosenFile, SavedFile } from './types';

/** Whether this is the desktop window (which has a clipboard, a browser and a save dialog of its own) or a browser. */
let inWindow = false;

export function setShell(shell: string): void {
  inWindow = shell === 'desktop';
}

/** Puts a text on the clipboard. */
export async function copyText(text: string): Promise<void> {
  if (inWindow) return api.application.CopyText(text);
  if (!navigator.clipboard) return copyBySelection(text);
  return navigator.clipboard.writeText(text);
}

/** Finishes a copying that the program began: the window has filled the clipboard, a browser does it here. */
export async function keepCopied(text: string): Promise<void> {
  if (!inWindow) await copyText(text);
}

/** Opens an address of the portal in the system's browser. */
export async function openAddress(address: string): Promise<void> {
  if (inWindow) return api.application.OpenAddress(address);
  window.open(address, '_blank', 'noopener,noreferrer');
}

/** Opens the sandbox of a rehearsal in the system's browser. */
export async function openSandbox(address: string): Promise<void> {
  if (inWindow) return api.rehearsals.OpenSandbox();
  window.open(`${address}/login`, '_blank', 'noopener,noreferrer');
}

/** Opens a mail in the system's mail program. */
export async function openMail(id: number, address: string): Promise<void> {
  if (inWindow) return api.outbox.OpenInMailProgram(id);
  window.location.href = address;
}

/** Saves a text as a file; the answer is where it went, or '' when the person cancelled or the browser keeps it. */
export async function saveText(name: string, text: string): Promise<string> {
  if (inWindow) return (await api.application.SaveText(name, text)).path;
  download(name, text);
  return name;
}

/**
 * Finishes a saving that the program began: the window has written the file, a browser downloads it here. The answer
 * is where it went, or '' when the person cancelled.
 */
export function finishSaving(file: SavedFile): string {
  if (file.address === '') return file.path;
  follow(file.address, file.name);
  return file.name;
}

/**
 * Lets a person choose a file for the program to read; undefined when they cancel. The window has a dialog of its
 * own, a browser sends the file to the program. `kinds` are the endings that fit, such as ".csv".
 */
export async function chooseFile(title: string, kinds: string[]): Promise<ChosenFile | undefined> {
  if (inWindow) {
    const chosen = await api.application.ChooseFile(title, kinds);
    return chosen.token === '' ? undefined : chosen;
  }
  const file = await askForFile(kinds);
  return file ? sendFile(file) : undefined;
}

/** Sends a file that was chosen or dropped here to the program. */
export async function sendFile(file: File): Promise<ChosenFile> {
  return (await send(`/upload?name=${encodeURIComponent(file.name)}`, file)) as ChosenFile;
}

/** Whether files can be dropped on the interface: the window's own page can't send them. */
export const takesDrops = (): boolean => !inWindow;

function askForFile(kinds: string[]): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = kinds.join(',');
    input.hidden = true;
    const end = (file: File | undefined) => {
      input.remove();
      resolve(file);
    };
    input.addEventListener('change', () => end(input.files?.[0]));
    input.addEventListener('cancel', () => end(undefined));
    document.body.append(input);
    input.click();
  });
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  follow(address, name);
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function follow(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

function copyBySelection(text: string): void {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

/** Tells the window whether changes would be lost if it closed; a browser asks by itself. */
export function setUnsaved(unsaved: boolean): void {
  if (inWindow) void api.application.SetUnsaved(unsaved);
}
