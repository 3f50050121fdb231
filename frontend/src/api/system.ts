import { api } from './index';
import type { SavedFile } from './types';

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

/** Finishes a saving that the program began: the window has written the file, a browser downloads it here. */
export function finishSaving(file: SavedFile & { name?: string; text?: string }): string {
  if (file.text === undefined || file.text === '') return file.path;
  const name = file.name || 'file';
  download(name, file.text);
  return name;
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
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
