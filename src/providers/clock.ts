/** The clock of the machine, for programs that bring none of their own. */
export const clock = (): Date => new Date();
