export { language } from './en/language';
