// The way out through the proxies that the environment names.
import { BlockList, isIP } from 'node:net'
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici'
import { fail, succeed, type Result } from '../core/failure.ts'
import { proxiesOf, unusableProxy } from './proxy-variables.ts'
import { fetchThrough, patient, type Fetch } from './transport.ts'

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
  return succeed(fetchThrough(choosing))
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
