/** How English writes numbers, dates and distances in time. */
export const language = {
  numbers: 'en-US',
  dates: 'en-GB',
  distances: 'en',
  justNow: 'just now',
  tooManyToCount: '10,000+',
};
