/** What stands for the file of a value that has none. */
export const environment = 'environment';

/** One value of the variable, and where it was found. */
export interface UriInput {
  /** Name of the variable; undefined where the value stands alone. */
  readonly variable: string | undefined;
  /** As the user named it: `-` is standard input, or {@link environment}. */
  readonly file: string;
  readonly text: string;
  /** Where the value begins in its file, counted from 1; missing where it has no file. */
  readonly line?: number;
  readonly column?: number;
  /** False where the file writes the value in another way, as base64 or with escapes. */
  readonly isLiteral?: boolean;
  readonly isQuoted?: boolean;
  /** True in the environment of a container, where Kubernetes replaces `$(NAME)`. */
  readonly expandsVariables?: boolean;
}
