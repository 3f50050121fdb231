import { texts } from '@/app/texts';

interface Named {
  firstName: string;
  lastName: string;
  email: string;
  login: string;
}

/** A person's name, else what they sign in with. */
export const nameOf = ({ firstName, lastName, email, login }: Named): string =>
  [firstName, lastName].filter(Boolean).join(' ') || email || login || texts.users.unnamed;
