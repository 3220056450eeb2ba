// What the environment says of proxies: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY in both spellings.
import { misconfigured, type Failure } from '../core/failure.ts'

export interface Proxies {
  readonly http: string | null
  readonly https: string | null
  /** Where calls go straight: hosts, domains, networks, `*`. */
  readonly without: readonly string[]
}

/** Both spellings; the lower case counts more, an empty value is none. */
function read(environment: NodeJS.ProcessEnv, name: string): { name: string; value: string } | null {
  for (const spelled of [name, name.toUpperCase()]) {
    const value = environment[spelled]?.trim()
    if (value) return { name: spelled, value }
  }
  return null
}

const usable = new Set(['http:', 'https:', 'socks5:', 'socks:'])
const names = ['http_proxy', 'https_proxy', 'all_proxy'] as const

export function proxiesOf(environment: NodeJS.ProcessEnv): Proxies {
  const [http, https, all] = names.map((name) => read(environment, name)?.value ?? null)
  const spelled = (value: string | null | undefined): string | null => (value ? withScheme(value) : null)
  return {
    http: spelled(http ?? all),
    https: spelled(https ?? all ?? http),
    without: (read(environment, 'no_proxy')?.value ?? '').split(/[,\s]+/).filter(Boolean),
  }
}

/** `proxy.example:3128` is how many write it. */
const withScheme = (value: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value.replace(/^socks5h:/i, 'socks5:') : `http://${value}`

export function unusableProxy(environment: NodeJS.ProcessEnv): Failure | null {
  for (const lower of names) {
    const found = read(environment, lower)
    if (!found) continue
    const url = URL.canParse(withScheme(found.value)) ? new URL(withScheme(found.value)) : null
    if (url && usable.has(url.protocol)) continue
    // The value may hold a password.
    const what = url ? `is a ${url.protocol}// proxy` : 'is no URL'
    return misconfigured(`${found.name} ${what}`, 'environment', 'name an http, https or socks5 proxy, or unset it')
  }
  return null
}

/** Passwords in the proxies' addresses: they must never be written anywhere. */
export function proxyPasswords(environment: NodeJS.ProcessEnv): string[] {
  return names.flatMap((name) => {
    const value = withScheme(read(environment, name)?.value ?? '')
    const password = URL.canParse(value) ? new URL(value).password : ''
    return password === '' ? [] : [password, decoded(password)]
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
