const numbered = (family: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${family}-${String(index + 1).padStart(2, '0')}`);

/** What of the requirement catalogue concerns customer-managed keys of Azure AI. */
export const azureAiRows: { readonly rows: readonly string[]; readonly undecided: Readonly<Record<string, string>> } = {
  rows: [
    ...numbered('AZ-KV', 11),
    ...numbered('AZ-KEY', 9),
    ...numbered('AZ-PERM', 7),
    ...numbered('AZ-HUB', 14),
    ...numbered('AZ-DEP', 11),
    ...numbered('AZ-CMP', 3),
    'AZ-REG-01',
  ],
  undecided: {
    'AZ-DEP-11':
      'No document asks for a customer-managed key of Application Insights; where its logs are kept is a Log Analytics cluster, which the workspace does not name.',
    'AZ-REG-01':
      'In which regions customer-managed keys are offered hangs on the capacity of AI Search there, which changes from day to day and is told by no API. A resource that exists with such a key shows that its region had it.',
  },
};
