/** A component that is a placeholder and nothing else. */
export const wholePlaceholder =
  /^(?:<[^<>]*>|\$\{[^{}]*\}|\$\([^()]*\)|\$[A-Za-z_]\w*|\{\{[^{}]*\}\}|%[A-Z_]{2,}%|\[[A-Za-z_ -]+\])$/;
const inside = /<[A-Za-z][\w .-]{0,60}>|\$\{[\w:.-]{1,60}\}|\$\([\w.-]{1,60}\)|\$[A-Za-z_]\w{0,60}|\{\{[^{}]{0,80}\}\}/g;

/** The placeholders of the documents, of shells, of Kubernetes and of Helm inside of a component. */
export const placeholdersOf = (written: string): readonly RegExpExecArray[] => [...written.matchAll(inside)];

export const hasPlaceholder = (written: string): boolean => written.search(inside) !== -1;
