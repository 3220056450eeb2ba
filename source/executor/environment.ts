// The environment commands see: an allow-list, so that no key of the runner's ever reaches them.

const always = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TMP', 'TEMP']

/** Name of the variable that marks a command's processes, however they detach. */
export const markerName = 'TOS_COMMAND'

export function commandEnvironment(
  own: NodeJS.ProcessEnv,
  allowed: readonly string[],
  marker: string,
): Record<string, string> {
  const names = new Set([...always, ...allowed])
  const kept = Object.entries(own).filter(([name]) => names.has(name) || name.startsWith('LC_'))
  const environment = Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== undefined))
  // No terminal: programs must not try to draw on one.
  return { ...environment, TERM: allowed.includes('TERM') ? (own['TERM'] ?? 'dumb') : 'dumb', [markerName]: marker }
}
