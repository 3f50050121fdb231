export const responses = {
  title: 'Responses',
  sentence: 'Who was invited, who has answered, and what came out, for all partners.',
  search: 'Search name or email',
  emptyTitle: 'No responses yet',
  emptySentence:
    'A response begins when a partner invites somebody to answer an assessment. Partners do that in the portal.',
  toPortal: 'Go to Portal listener',
  state: {
    invited: 'Invited',
    in_progress: 'In progress',
    completed: 'Completed',
    expired: 'Expired',
    cancelled: 'Cancelled',
  } as Record<string, string>,
  progress: (percent: number) => `In progress, ${percent} %`,
  noScore: 'No score',
  columns: {
    respondent: 'Respondent',
    organization: 'Organization',
    assessment: 'Assessment',
    state: 'State',
    score: 'Score',
    created: 'Invited',
    expires: 'Expires',
    completed: 'Completed',
  },
  filterOrganization: 'Organization, with those below',
};
