import type { ChosenOrganizations } from '@/api/types';
import { texts } from '@/app/texts';

/** For which organizations the screen of the kit was opened. It travels beside the address, which a thousand would not fit into. */
export type KitFor = { ids: number[] } | { filter: ChosenOrganizations['filter'] };

const PATH = '/links/kit';

/** Leads to the kit of these organizations. */
export const kitOf = (state: KitFor) => ({ to: PATH, state });

/** Leads to the kit of what is chosen in a list. */
export const kitOfChosen = ({ ids, all, filter }: ChosenOrganizations) => kitOf(all ? { filter } : { ids });

/** Says for which organizations a kit is. */
export function kitWords(state: KitFor): string {
  const t = texts.organizations;
  if ('ids' in state) return texts.links.kitChosen(state.ids.length);
  const { search, status, level, allotment, linkId } = state.filter;
  const narrowed = [
    search === '' ? '' : `“${search}”`,
    t.status[status] ?? '',
    level === 0 ? '' : t.levelName(level),
    t.allotment[allotment] ?? '',
    linkId === 0 ? '' : texts.links.kitOneLink,
  ];
  return texts.links.kitFiltered(narrowed.filter((part) => part !== '').join(', '));
}
