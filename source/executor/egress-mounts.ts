// How a command in the sandbox finds the proxy: a bridge on its loopback, and what its environment tells programs of it.
import { fileURLToPath } from 'node:url'
import { isFolder } from './paths.ts'

/** Above the ports that systems hand out by themselves. */
const port = 61_080
const proxy = `http://127.0.0.1:${port}`

const bridgeFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './bridge.ts' : './bridge.js', import.meta.url),
)

export interface Way {
  readonly mounts: readonly string[]
  /** In front of the command. */
  readonly before: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** `socket` is the proxy's, outside. All of it lies in a folder in memory that nobody else writes. */
export function wayOut(socket: string): Way {
  const folder = isFolder('/run') ? '/run/tos' : '/tmp/.tos'
  const [node, script, way] = [`${folder}/node`, `${folder}/bridge.mjs`, `${folder}/proxy`]
  return {
    mounts: ['--ro-bind', process.execPath, node, '--ro-bind', bridgeFile, script, '--ro-bind', socket, way],
    before: [node, script, way, String(port)],
    environment: proxyEnvironment,
  }
}

const java = ['http', 'https'].map((kind) => `-D${kind}.proxyHost=127.0.0.1 -D${kind}.proxyPort=${port}`).join(' ')
const local = 'localhost,127.0.0.1,::1'

/** Each program's own way to be told of a proxy. */
const proxyEnvironment: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'FTP_PROXY'].flatMap((name) => [
      [name, proxy],
      [name.toLowerCase(), proxy],
    ]),
  ),
  NO_PROXY: local,
  no_proxy: local,
  npm_config_proxy: proxy,
  npm_config_https_proxy: proxy,
  npm_config_noproxy: local,
  YARN_HTTP_PROXY: proxy,
  YARN_HTTPS_PROXY: proxy,
  PIP_PROXY: proxy,
  CARGO_HTTP_PROXY: proxy,
  NODE_USE_ENV_PROXY: '1',
  MAVEN_OPTS: `${java} -Dhttp.nonProxyHosts=localhost|127.*`,
  GRADLE_OPTS: `${java} -Dhttp.nonProxyHosts=localhost|127.*`,
}
