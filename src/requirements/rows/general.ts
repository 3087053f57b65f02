/** Reasons that hold for the buckets of every provider. */
export const generalReasons = {
  'GEN-03':
    'The storage of a team cannot be changed later. That is advice about when to audit, not a state of the bucket: run the audit before the team is created.',
  'GEN-07':
    'Whether the bucket is listed in GORILLA_SUPPORTED_FILE_STORES is a setting of the W&B instance; no API of the cloud shows it.',
  'GEN-08': 'Which teams share a bucket is known to W&B only. The configuration of one bucket looks the same either way.',
  'GEN-10':
    "Metadata, logs and Weave data stay in W&B's own database whatever the bucket looks like; there is nothing to measure.",
  'GEN-11': 'Not printing credentials is a property of this program, held by its own tests; the bucket has no part in it.',
  'PSU-09': 'Which users are in which team is known to W&B only; teams keep their buckets apart as far as their members do.',
} as const satisfies Readonly<Record<string, string>>;

/** The rows of a family of the catalogue: `GEN-01`, `GEN-02` and so on. */
export const numbered = (family: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${family}-${String(index + 1).padStart(2, '0')}`);

/** What of the requirement catalogue concerns a provider. */
export interface CatalogueRows {
  /** Every row that concerns it. */
  readonly rows: readonly string[];
  /** The rows that no check of the provider decides, each with the reason. */
  readonly undecided: Readonly<Record<string, string>>;
}
