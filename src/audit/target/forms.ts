// Words only: `--help` shows them, and loads nothing that reads a target.

export const azureResourceForms =
  '/subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.MachineLearningServices/workspaces/NAME or …/Microsoft.CognitiveServices/accounts/NAME';

/** Every form of a live target, for help and errors alike. */
export const liveForms = `s3://BUCKET[/PREFIX], gs://BUCKET[/PREFIX], cw://BUCKET, az://ACCOUNT/CONTAINER[/PREFIX], ${azureResourceForms}`;

/** Every form of a target. */
export const targetForms = `${liveForms}, or the path of recorded evidence`;
