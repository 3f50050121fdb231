export const welcome = {
  title: 'Welcome to Portico',
  sentence: 'Your partners, their people and everything they sign in to, on this computer. How do you want to begin?',
  folder: (folder: string) => `Everything is kept in ${folder}`,
  empty: 'Start empty',
  emptySentence: 'Name your site and set it up step by step, with the setup guide on Home.',
  explore: 'Explore with sample data',
  exploreSentence:
    'Look around in a site with invented partners, people and responses. You can remove all of it later.',
  exploring: 'Filling the site with sample data',
  explored: 'The sample data are there.',
  back: 'Back',
  form: 'Start empty',
  formSentence: 'Everything here can be changed later in Site Settings › Features › General.',
  begin: 'Start',
  begun: 'Your site is there.',
  namePlaceholder: 'Northwind Partners',
};

export const sample = {
  label: 'Sample data',
  sentence: 'Everything on this site is invented.',
  remove: 'Remove the sample data and start empty',
  removeTitle: 'Remove the sample data and start empty?',
  removeSentence:
    'All organizations, users, assessments, responses, texts, mails and settings of this site go, with whatever you added or changed since. The portal is stopped. The site as it is now is kept in a file beside it, and the audit log goes on.',
  removeConfirm: 'Remove the sample data',
  removed: (file: string) => `The sample data are removed. The site as it was is kept in the data folder as ${file}.`,
};
