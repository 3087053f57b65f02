export { check } from './check.ts';
export { explain } from './explain.ts';
export { list } from './list.ts';
export { record } from './record.ts';
export { schema } from './schema.ts';
