import { counted, number } from '@/app/format';

export const home = {
  title: 'Home',
  sentence: 'What is set up, what needs you, and how the portal is doing.',
  rehearse: 'Rehearse the flow',
  guide: 'Setting up the Partner Portal',
  way: 'How partners are onboarded',
  ways: { self: 'Self-registration', manual: 'Manual setup' } as Record<string, string>,
  waySentence: {
    self: 'Partners create their own organization and login from a link that you publish.',
    manual: 'You create each partner’s organization and Assessment Manager yourself.',
  } as Record<string, string>,
  done: (done: number, all: number) => `${done} of ${all} done`,
  complete: 'Your Partner Portal is ready to share.',
  stepState: { done: 'Done', todo: 'To do', optional: 'Optional', not_needed: 'Not needed' } as Record<string, string>,
  needsYou: 'Needs you',
  needs: (count: number) => number(count),
  nothingNeeded: 'Nothing needs you right now.',
  tone: { bad: 'Broken', warn: 'Waits for you' } as Record<string, string>,
  registrations: 'Registrations',
  chart: (weeks: number, partners: number) => `${number(weeks)} weeks · ${counted(partners, 'partner', 'partners')}`,
  chartAll: (total: number, weeks: number, points: string) =>
    `${counted(total, 'partner', 'partners')} registered in ${number(weeks)} weeks. ${points}`,
  week: (day: string, count: number) => `Week of ${day}: ${number(count)}`,
  noRegistrations: 'Nobody has registered yet. The chart begins with the first partner.',
  figures: 'Figures',
  tooMany: '10,000+',
  spark: (of: string, weeks: number, counts: string) => `${weeks} weeks of ${of}: ${counts}`,
  responses: 'Responses by state',
  noResponses: 'No responses yet. They begin with an invitation.',
  completed: 'Completed responses',
  completedCaption: (weeks: number, total: string) => `${number(weeks)} weeks · ${total} completed`,
  completedAll: (total: number, weeks: number, points: string) =>
    `${counted(total, 'response', 'responses')} completed in ${number(weeks)} weeks. ${points}`,
  noCompleted: 'Nothing was completed in the last twelve weeks.',
  scores: 'Scores by assessment',
  scoreRange: (lowest: string, highest: string, count: number) =>
    `from ${lowest} to ${highest}, of ${counted(count, 'response', 'responses')}`,
  scoresCaption: 'The mean of the newest completed responses, and the stretch from the lowest to the highest.',
  levels: 'Organizations by level',
  noOrganizations: 'No organizations yet.',
  level: (level: string) => `Level ${level}`,
};
