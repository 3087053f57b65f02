import { generalReasons, numbered, type CatalogueRows } from './general.ts';

/** What of the requirement catalogue concerns Azure Blob Storage. */
export const azureRows: CatalogueRows = {
  rows: [
    ...numbered('GEN', 11),
    ...numbered('AZ-BLOB', 28),
    ...numbered('AZ-ID', 7),
    ...numbered('AZ', 20),
    'AZ-AVAIL-01',
    'PSU-01',
    'PSU-06',
    'PSU-07',
    'PSU-09',
    'NET-08',
    'AUD-04',
  ],
  undecided: {
    ...generalReasons,
    'GEN-05':
      'Azure Storage has no lifecycle action that aborts unfinished uploads: blocks that were never committed are dropped by the service after a week, longer than upload URLs live.',
    'AZ-16':
      "What W&B's module for instance level grants in the vault of a customer-managed key is an access policy of that vault, a resource of its own: it is not read with the container. azure/encryption names the vault.",
    'PSU-06':
      'That W&B puts the user name into its URLs (scid) helps whoever reads the logs, and is a setting of the W&B instance; the account has no part in it. That logs are kept is azure/diagnostic-settings.',
  },
};
