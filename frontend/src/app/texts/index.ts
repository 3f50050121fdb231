import { en } from './en';

export type Texts = typeof en;

/** Every word that the interface says. Another language is another tree of the same shape, chosen here. */
export const texts: Texts = en;
