// How a command uses the network, as far as its text tells: which hosts, and would it go through a proxy?
import { names } from '../among.ts'
import type { NetworkUse } from '../../core/containment.ts'
import type { Action, SimpleCommand } from '../model/action.ts'
import { isKnown, knownStart, literal } from '../model/value.ts'

/** Programs that go through the proxy their environment names, for all they do. */
const proxied = names(
  'curl wget wget2 http https xh httpie aria2c youtube-dl yt-dlp gh hub helm git npm npx pnpm pnpx yarn yarnpkg bun bunx ' +
    'corepack pip pip2 pip3 pipx uv uvx poetry pipenv pdm hatch rye conda mamba micromamba cargo rustup go gem bundle bundler ' +
    'aws gcloud gsutil bq az kubectl terraform tofu terragrunt pulumi packer vault doctl fly flyctl huggingface-cli hf dart ' +
    'flutter brew tldr semgrep goreleaser skopeo crane oras cosign twine nextflow wandb kaggle dvc rclone restic lynx w3m ' +
    'composer mvn mvnw gradle gradlew dotnet nuget apt apt-get apk deno node python python2 python3 ruby perl php ' +
    'invoke-webrequest invoke-restmethod iwr irm start-bitstransfer install-module install-package',
)
const versioned = /^(?:python|pip|ruby|php|node)\d?(?:\.\d+)*$/

/** `scheme://user@host:port/…`; git's `user@host:path` goes over ssh, which knows no proxy. */
const address = /^\s*([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#:\s]+)/i
const proxiedSchemes = names('http https ws wss ftp')
const bareHost = /^(localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?(?:[/?#]|$)/i
/** Their first operand is a host, with or without a scheme. */
const hostFirst = names('curl wget wget2 http https xh httpie ping ping6 nc ncat netcat telnet nslookup dig host')

/** They listen; in the sandbox nobody but the command itself is there to hear. */
const listening = names(
  'nginx apache apache2 apachectl httpd caddy lighttpd php-fpm haproxy sshd dnsmasq named redis-server mosquitto memcached serve http-server ' +
    'live-server servewd tensorboard',
)
/** Without a host they ask this machine. */
const local =
  /^(?:redis-cli|mongosh?|mysql\w*|mariadb\w*|cqlsh|psql|pg_\w+|createdb|dropdb|memcstat|influx|rabbitmq\w+)$/
const own: NetworkUse = { hosts: ['localhost'], isAll: true, isProxied: false }

export function networkUse({ name, args }: SimpleCommand, { detail = '' }: Action): NetworkUse {
  const program = name ?? ''
  // A database in a file.
  if (args.some((arg) => /^(?:--db=)?(?:sqlite|duckdb):/.test(knownStart(arg)))) return own
  if (listening.includes(program) || /^(?:php\S* -S|python\S* -m http\.server)/.test(detail)) return own
  const words = args.map((arg) => literal(arg) ?? '')
  const texts = [...args.map((arg) => literal(arg) ?? knownStart(arg)), ...detail.split(' ')]
  const addresses = texts.flatMap((text) => {
    const [, scheme = '', host = ''] = address.exec(text.replace(/^-[^=]*=/, '')) ?? []
    return host === '' ? [] : [{ scheme: scheme.toLowerCase(), host: host.replaceAll(/[[\]]/g, '') }]
  })
  const hosts = new Set(addresses.filter(({ scheme }) => scheme !== 'file').map(({ host }) => host.toLowerCase()))
  const bare = hostFirst.includes(program) && hosts.size === 0 ? bareOperand(words) : null
  const near = words.map((text) => /^(localhost|127\.0\.0\.1|\[::1\]):\d+(?:\/\S*)?$/.exec(text)?.[1] ?? null)
  const found = [bare, valueOfHost(words), ...near]
  for (const host of found) if (host !== null) hosts.add(host.toLowerCase())
  if (hosts.size === 0 && local.test(program) && !words.some((text) => /[.:@]|^(?:-h|--host)/.test(text))) return own
  const isOverHttp = addresses.every(({ scheme }) => proxiedSchemes.includes(scheme) || scheme === 'file')
  const isGitOverSsh = program === 'git' && texts.some((text) => /^[\w.-]+@[\w.-]+:/.test(text))
  return {
    hosts: [...hosts],
    isAll: args.every(isKnown),
    isProxied: (proxied.includes(program) || versioned.test(program)) && isOverHttp && !isGitOverSsh,
  }
}

/** The first word that is no option and reads as a host. */
function bareOperand(args: readonly string[]): string | null {
  const found = args.find((text, i) => bareHost.test(text) && !/^-[a-zA-Z]*[oOHdXubAeTFwmK]$/.test(args[i - 1] ?? ''))
  return bareHost.exec(found ?? '')?.[1] ?? null
}

/** `-h HOST`, `--host=HOST` of clients of databases and the like. */
function valueOfHost(args: readonly string[]): string | null {
  const at = args.findIndex((text) => /^(?:-h|--host|--hostname|--server)$/.test(text))
  const joined = args.flatMap((text) => /^--host(?:name)?=(.+)$/.exec(text)?.[1] ?? [])[0]
  const value = joined ?? (at >= 0 ? args[at + 1] : undefined)
  return value !== undefined && bareHost.test(value) ? (bareHost.exec(value)?.[1] ?? null) : null
}
