// Who came by npx has no `tos`: calls that are named to them are told as they can type them.

const isByNpx = ({ npm_command: command }: NodeJS.ProcessEnv): boolean => command === 'exec'

/** The text with its calls as they are typed here: behind a quotation mark, or at the beginning of a line. */
export const asTyped = (text: string, environment: NodeJS.ProcessEnv): string =>
  isByNpx(environment) ? text.replaceAll(/(?<=')tos (?=[a-z-])|(?<=^ *)tos (?=[a-z-])/gm, 'npx tos-tui ') : text
