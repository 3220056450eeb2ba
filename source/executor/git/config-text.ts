// A repository's configuration as text: without the credentials in it, and whether all of it is harmless.

/** User and password in an address; of ssh the name alone is no secret. */
const credentials = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)([^\s/@"']*@)/gi
/** Settings that are credentials, or programs that say them. */
const secretKey =
  /^(\s*(?:\[[^\]]*\]\s*)?)(?:extraheader|cookiefile|sslkey|sslcertpasswordprotected|helper|[\w-]*(?:password|passwd|pass|token|secret|api-?key))\s*=.*/i

/** What commands see of it: the same, but no tokens, passwords or headers with them. */
export function withoutCredentials(config: string): string {
  return joinContinued(config)
    .map((line) => line.replace(secretKey, '$1').replaceAll(credentials, withoutUser))
    .join('\n')
}

const withoutUser = (whole: string, scheme: string, user: string): string =>
  /^(?:git\+)?ssh:\/\/$/i.test(scheme) && !user.includes(':') ? whole : scheme

const joinContinued = (config: string): string[] => config.replaceAll(/\\\r?\n/g, '').split('\n')

const harmless: readonly RegExp[] = [
  /^core\.(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks|autocrlf|eol)$/,
  /^user\.(?:name|email)$/,
  /^init\.defaultbranch$/,
  /^extensions\.objectformat$/,
  /^remote\..+\.(?:url|pushurl|fetch)$/,
  /^branch\..+\.(?:remote|merge|rebase)$/,
]

/** Names of settings in it by which git would run a program or read elsewhere. Empty: it is harmless. */
export function dangersIn(config: string): string[] {
  let section = ''
  return config.split('\n').flatMap((line) => {
    const text = line.trim()
    if (text === '' || /^[#;]/.test(text)) return []
    const [, name, , sub] = /^\[([\w-]+)(\s+"((?:[^"\\]|\\.)*)")?\]$/.exec(text) ?? []
    if (name !== undefined) {
      section = [name.toLowerCase(), ...(sub === undefined ? [] : [sub])].join('.')
      return []
    }
    const [, key, value] = /^([A-Za-z][\w-]*)(?:\s*=([^]*))?$/.exec(text) ?? []
    if (key === undefined || text.endsWith('\\')) return [text.slice(0, 60)]
    const full = `${section}.${key.toLowerCase()}`
    const isAddress = /\.(?:push)?url$/.test(full)
    return harmless.some((pattern) => pattern.test(full)) && !(isAddress && /::|^\s*-/.test(value ?? '')) ? [] : [full]
  })
}
