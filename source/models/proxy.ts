// The way out through the proxies that the environment names.
import { BlockList, isIP } from 'node:net'
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici'
import { fail, succeed, type Result } from '../core/failure.ts'
import { proxiesOf, unusableProxy } from './proxy-variables.ts'
import { fetchThrough, patient, Request, type Fetch } from './transport.ts'

/** A fetch for this environment, or which of its variables names no proxy. */
export function openFetch(environment: NodeJS.ProcessEnv): Result<Fetch> {
  const unusable = unusableProxy(environment)
  if (unusable) return fail(unusable)
  const { http, https, without } = proxiesOf(environment)
  const straight = new Agent(patient)
  if (http === null && https === null) return succeed(fetchThrough(straight))
  const named = { ...patient, httpProxy: http ?? '', httpsProxy: https ?? '', noProxy: without.join(',') }
  // A request without encryption is handed to the proxy as it is: many of them tunnel to port 443 only.
  const forwarding = new EnvHttpProxyAgent({ ...named, proxyTunnel: false })
  const tunnelling = new EnvHttpProxyAgent(named)
  const isStraight = straightHosts(without)
  const dispatcherOf = ({ protocol, hostname }: URL): Dispatcher => {
    if (isStraight(hostname)) return straight
    return protocol === 'https:' ? tunnelling : forwarding
  }
  const choosing = straight.compose(
    () => (options, handler) => dispatcherOf(new URL(String(options.origin))).dispatch(options, handler),
  )
  const send = fetchThrough(choosing)
  const proxies = [http, https].flatMap((address) => (address === null ? [] : [new URL(address)]))
  return succeed(async (input, init) => {
    try {
      return await send(input, init)
    } catch (error) {
      throw atProxy(error, proxies, new URL(input instanceof Request ? input.url : input)) ?? error
    }
  })
}

/** Schemes of proxies -> the port that goes without saying. Source: RFC 1928, curl(1). */
const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }
const portOf = ({ port, protocol }: URL): string => port || (defaultPorts[protocol] ?? '1080')

interface Connecting {
  readonly message?: string
  /** Of a name that leads nowhere. */
  readonly hostname?: string
  readonly port?: number
  /** One for each address of a name. */
  readonly errors?: readonly Connecting[]
  readonly cause?: unknown
}

/** A connection to the proxy that came to nothing, told as that: the server's address stands nowhere in it. Else null. */
function atProxy(error: unknown, proxies: readonly URL[], asked: URL): Error | null {
  let inner = error as Connecting
  for (let depth = 0; depth < 5 && typeof inner.cause === 'object' && inner.cause !== null; depth++) inner = inner.cause
  const tries = [inner, ...(inner.errors ?? [])]
  for (const proxy of proxies) {
    const [host, port] = [proxy.hostname, portOf(proxy)]
    const isIts = ({ hostname, port: tried, message }: Connecting): boolean =>
      hostname === host ||
      // A server that is reached without it may have the same port.
      (String(tried) === port && portOf(asked) !== port) ||
      message?.includes(`${host}:${port}`) === true
    if (!tries.some(isIts)) continue
    const words = tries.map(({ message }) => message).find(Boolean) ?? 'no answer'
    return new Error(`the proxy ${host}:${port} cannot be reached: ${words}`)
  }
  return null
}

/** What the agents do not know: `*` among others, and networks (10.0.0.0/8). */
function straightHosts(without: readonly string[]): (hostname: string) => boolean {
  const all = without.includes('*')
  const networks = new BlockList()
  for (const entry of without) {
    const [address = '', bits = ''] = entry.split('/')
    const version = isIP(address)
    if (version === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) continue
    networks.addSubnet(address, Number(bits), version === 4 ? 'ipv4' : 'ipv6')
  }
  return (hostname) => {
    const bare = hostname.replace(/^\[|\]$/g, '')
    const version = isIP(bare)
    return all || (version !== 0 && networks.check(bare, version === 4 ? 'ipv4' : 'ipv6'))
  }
}
