// The shape of a row about a program.

/** First pattern that the arguments (lower case, joined by blanks) match; effects as in `dotnet-effects.ts`, by operand. */
export type Case = readonly [RegExp, string]
