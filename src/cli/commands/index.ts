export { check } from './check.ts';
export { record } from './record.ts';
export { schema } from './schema.ts';
