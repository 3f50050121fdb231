import { counted, number } from '@/app/format';

export const home = {
  title: 'Home',
  sentence: 'What is set up, what needs you, and how the portal is doing.',
  guide: 'Setting up the Partner Portal',
  done: (done: number, all: number) => `${done} of ${all} done`,
  stepState: { done: 'Done', todo: 'To do', optional: 'Optional' } as Record<string, string>,
  needsYou: 'Needs you',
  nothingNeeded: 'Nothing needs you right now.',
  registrations: 'Registrations',
  chart: (weeks: number, partners: number) => `${number(weeks)} weeks · ${counted(partners, 'partner', 'partners')}`,
  chartAll: (total: number, weeks: number, points: string) =>
    `${counted(total, 'partner', 'partners')} registered in ${number(weeks)} weeks. ${points}`,
  week: (day: string, count: number) => `Week of ${day}: ${number(count)}`,
  noRegistrations: 'Nobody has registered yet. The chart begins with the first partner.',
  figures: 'Figures',
};
