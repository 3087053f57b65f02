import type { CatalogueRows } from './general.ts';

/** The value of GORILLA_SUPPORTED_FILE_STORES: the rows that its text decides. */
export const uriRows: CatalogueRows = {
  rows: [
    'GEN-01',
    'GEN-07',
    'GEN-09',
    'GEN-11',
    'AWS-S3-20',
    'S3C-01',
    'S3C-02',
    'S3C-03',
    'S3C-12',
    'CW-01',
    'CW-09',
    'CW-10',
    'CW-11',
  ],
  undecided: {},
};
