export { networkFailure } from '../shared/network-errors.ts';
