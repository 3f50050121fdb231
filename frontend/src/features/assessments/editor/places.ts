import type { DefinitionProblem } from '@/api/types';
import { texts } from '@/app/texts';
import type { Selection } from './changes';
import type { Definition } from './definition';

/** Where in the editor a problem is mended: "sections[0].questions[2].choices" belongs to that question. */
export function selectionAt(definition: Definition, place: string): Selection {
  const [, section, question] = /^sections\[(\d+)\](?:\.questions\[(\d+)\])?/.exec(place) ?? [];
  if (section !== undefined) {
    const one = definition.sections[Number(section)];
    const asked = question === undefined ? undefined : one?.questions[Number(question)];
    if (asked) return { kind: 'question', id: asked.id };
    if (one) return { kind: 'section', id: one.id };
  }
  if (place.startsWith('drivers')) return { kind: 'drivers' };
  if (place.startsWith('feedback')) return { kind: 'feedback' };
  return { kind: 'general' };
}

/** The place of a section or question in the file, as problems name it. */
export function placeOf(definition: Definition, selection: Selection): string {
  for (const [s, section] of definition.sections.entries()) {
    if (selection.kind === 'section' && section.id === selection.id) return `sections[${s}]`;
    if (selection.kind !== 'question') continue;
    const q = section.questions.findIndex(({ id }) => id === selection.id);
    if (q >= 0) return `sections[${s}].questions[${q}]`;
  }
  return '';
}

/** Whether a problem lies at a place or inside it; the questions of a section are not its own. */
export function isAt(problem: string, place: string): boolean {
  if (!problem.startsWith(place)) return false;
  const rest = problem.slice(place.length);
  return rest === '' || ((rest.startsWith('.') || rest.startsWith('[')) && !rest.startsWith('.questions['));
}

/** The problem's sentence with the names of the fields instead of those of the file. */
export function sayProblem(problem: DefinitionProblem): string {
  const named = problem.message.replace(/“([a-z_]+)”/g, (all, name: string) => {
    const label = texts.editor.members[name];
    return label ? `“${label}”` : all;
  });
  return named;
}

/** Brings the focus to the field of a place, or to the nearest around it. */
export function focusPlace(place: string): void {
  for (let at = place; at !== ''; at = at.replace(/(\.[a-z_]+|\[\d+\])$|^[a-z_]+$/, '')) {
    const field =
      document.getElementById(at) ?? document.querySelector<HTMLElement>(`[data-place="${CSS.escape(at)}"]`);
    if (field) {
      const target = field.matches('input, textarea, select, button')
        ? field
        : field.querySelector<HTMLElement>('input, textarea, button');
      (target ?? field).focus();
      (target ?? field).scrollIntoView?.({ block: 'center' });
      return;
    }
  }
}
