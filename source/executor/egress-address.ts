// Which addresses a forwarded connection may go to: public ones only, whatever name led there.
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

const own = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  own.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  own.addSubnet(net, prefix, 'ipv6')

/** Of this machine, its network or a cloud's own services; IPv4 addresses in IPv6 clothes included. */
export function isPrivate(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  const inner = /^::(?:ffff:(?:0:)?)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (inner !== undefined) return isPrivate(inner)
  // The same written in hexadecimal.
  if (family === 6 && /^::ffff:/i.test(address)) return true
  return own.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** Milliseconds the resolver may take. */
const resolveMs = 10_000

/** Addresses of a name, in the resolver's order. Rejects when there are none. */
export type Resolve = (host: string) => Promise<readonly string[]>

export const resolveHere: Resolve = async (host) => {
  if (isIP(host)) return [host]
  const late = AbortSignal.timeout(resolveMs)
  const gone = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(new Error('the name server does not answer')), { once: true })
  })
  const found = await Promise.race([lookup(host, { all: true }), gone])
  return found.map(({ address }) => address)
}
