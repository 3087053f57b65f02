/** The application of multi-tenant W&B. */
export const wandbOrigin = 'https://wandb.ai';
/** Stands for every origin that nobody named. */
export const arbitraryOrigin = 'https://byob-audit.example';

/** True for the application of W&B: multi-tenant, or the instance of a customer. Patterns such as https://*.wandb.io count. */
export const isWandbOrigin = (origin: string): boolean => /^https?:\/\/(?:[^/]*\.)?wandb\.(?:ai|io)$/.test(origin);

/** An origin that a pattern admits. */
export const exampleOf = (pattern: string): string => pattern.replaceAll('*', 'a');
