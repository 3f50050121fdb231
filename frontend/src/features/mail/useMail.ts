import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';

const EVERY = 15_000;
const WHILE_SENDING = 3_000;

/** How often to look: more often while mails are on their way. */
export const mailPace = (queued: number | undefined) => (queued ? WHILE_SENDING : EVERY);

/** How mails are sent, and how it goes; it changes in the background. */
export const useMail = () =>
  useQuery({
    queryKey: ['settings', 'mail'],
    queryFn: () => api.siteSettings.Mail(),
    refetchInterval: (query) => mailPace(query.state.data?.queued),
  });
