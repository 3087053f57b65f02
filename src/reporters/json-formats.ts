/** Both formats of JSON, so that they and what they share are loaded as one file. */
export { json } from './json.ts';
export { ndjson } from './ndjson.ts';
