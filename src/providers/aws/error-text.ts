export { cleanText } from '../shared/error-text.ts';
