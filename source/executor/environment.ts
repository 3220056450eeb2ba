// The environment commands see: an allow-list, so that no key of the runner's ever reaches them.

const always = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TMP', 'TEMP']

/** Where version managers and languages keep what the PATH leads to: absolute paths, never a secret. */
const toolPlaces =
  'RUSTUP_HOME PYENV_ROOT RBENV_ROOT NODENV_ROOT GOENV_ROOT GOROOT NVM_DIR VOLTA_HOME ASDF_DIR ASDF_DATA_DIR MISE_DATA_DIR SDKMAN_DIR JAVA_HOME DOTNET_ROOT'.split(
    ' ',
  )

/** The folders they name; what is no absolute path is none. */
export const placesOfTools = (own: NodeJS.ProcessEnv): Readonly<Record<string, string>> =>
  Object.fromEntries(toolPlaces.flatMap((name) => (own[name]?.startsWith('/') ? [[name, own[name]]] : [])))

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
  return {
    ...placesOfTools(own),
    ...environment,
    TERM: allowed.includes('TERM') ? (own['TERM'] ?? 'dumb') : 'dumb',
    [markerName]: marker,
  }
}
