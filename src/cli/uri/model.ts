/** One value of the variable, and where it was found. */
export interface UriInput {
  /** Name of the variable; undefined where the value stands alone. */
  readonly variable: string | undefined;
  /** Where, in words or as file:line:column. */
  readonly where: string;
  readonly text: string;
  readonly isQuoted?: boolean;
  /** True in the environment of a container, where Kubernetes replaces `$(NAME)`. */
  readonly expandsVariables?: boolean;
}
