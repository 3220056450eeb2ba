// Where credentials lie on a machine and in a home: data for the sandbox, which hides them.
import { join, resolve } from 'node:path'

/** Folders of whole homes. */
export const homeFolders = ['/home', '/root'] as const

const words = (text: string): readonly string[] => text.split(' ')
const below = (folder: string, names: readonly string[]): string[] => names.map((name) => `${folder}/${name}`)

/** Outside homes; they matter when tos runs as root, or when they are readable to all. */
export const systemSecrets: readonly string[] = [
  ...below('/etc', words('shadow shadow- gshadow gshadow- sudoers sudoers.d krb5.keytab security/opasswd crypttab')),
  ...below('/etc', words('ssl/private pki/tls/private letsencrypt wireguard openvpn ipsec.secrets ppp cups/ssl')),
  ...below('/etc/ssh', words('ssh_host_rsa_key ssh_host_ecdsa_key ssh_host_ed25519_key ssh_host_dsa_key')),
  ...below('/etc', words('kubernetes rancher docker containers NetworkManager/system-connections wpa_supplicant')),
  ...below('/etc', words('credstore credstore.encrypted postfix/sasl_passwd msmtprc exim4/passwd.client')),
  ...below('/etc', words('apt/auth.conf apt/auth.conf.d zypp/credentials.d pip.conf npmrc netrc')),
  ...below('/etc', words('samba/credentials cifs-credentials mysql/debian.cnf grafana/grafana.ini ansible/vault')),
  ...below('/usr', words('etc/npmrc local/etc/npmrc')),
  ...below('/var/lib', words('docker containerd containers kubelet rancher cloud sss lxd libvirt systemd')),
  ...below('/var', words('backups spool mail cache/krb5rcache')),
]

/** Below a home, for the one case where the home cannot be hidden: the project is the home, or above it. */
export const homeSecrets: readonly string[] = [
  ...words('.ssh .gnupg .aws .azure .kube .docker .netrc .pgpass .my.cnf .npmrc .yarnrc.yml .pypirc .git-credentials'),
  ...words('.config .password-store .vault-token .terraform.d .terraformrc .cargo/credentials .cargo/credentials.toml'),
  ...words('.gem/credentials .m2/settings.xml .gradle/gradle.properties .local/share/keyrings .mozilla .thunderbird'),
  ...words('.bash_history .zsh_history .python_history .psql_history .node_repl_history .viminfo .boto .s3cfg .oci'),
  ...words(
    '.claude .claude.json .codex .gemini .docker/config.json .bunfig.toml .mc .rclone.conf .ngrok2 .fly .heroku',
  ),
  ...words('.composer/auth.json .nuget .ansible .sqlite_history .rediscli_history .mysql_history .lesshst .wget-hsts'),
]

/** Below a home: programs and what they are made of, never credentials. Shown again, read-only. */
export const toolFolders: readonly string[] = [
  ...words('.nvm .fnm .volta .nodenv .pyenv .rbenv .goenv .asdf .sdkman .rustup .deno .bun .linuxbrew .dotnet go/bin'),
  ...words('.local/lib .local/share/mise .local/share/fnm .local/share/pnpm .local/share/uv .local/share/pipx'),
]

/** Credentials among the programs that come back from a home: by the name of the file, in any folder of them. */
const credentialNames = new Set([
  ...words(
    '.npmrc npmrc .yarnrc .yarnrc.yml .pypirc pip.conf .netrc _netrc .git-credentials .pgpass .my.cnf .boto .s3cfg',
  ),
  ...words('credentials credentials.toml credentials.json .credentials auth.json auth.toml hosts.yml hosts.yaml'),
  ...words(
    '.dockercfg .vault-token .terraformrc terraform.rc settings-security.xml nuget.config api_key .gem-credentials',
  ),
  ...words('id_rsa id_dsa id_ecdsa id_ed25519 token tokens.json .env .envrc'),
])
export const isCredentialFile = (name: string): boolean => credentialNames.has(name.toLowerCase()) || isSecretFile(name)

/** Folders of these names hold code of others by the thousand, and nobody's credentials. */
export const isLibraryFolder = (name: string): boolean =>
  /^(?:node_modules|site-packages|dist-packages|python[\d.]+|pkgs|registry|\.git)$/.test(name)

/** In a project: settings files that hold secrets, and the samples of them that do not; credentials of well-known tools. */
export const isSecretFile = (name: string): boolean =>
  (/^\.env(?:[.-].+)?$/i.test(name) || secretNames.has(name.toLowerCase()) || /\.(?:kdbx|p12|pfx|ppk)$/i.test(name)) &&
  !/\.(?:example|sample|template|tpl|dist|defaults?)$/i.test(name)

const secretNames = new Set([
  ...words(
    '.envrc .netrc _netrc .git-credentials .pgpass .my.cnf .pypirc .vault-token .dockercfg .s3cfg .boto .htpasswd',
  ),
  ...words('id_rsa id_dsa id_ecdsa id_ed25519 .terraformrc terraform.rc credentials.toml credentials.tfrc.json'),
])

/** Settings that many projects keep without a secret in them, and some with one. */
const mayHoldToken = new Set(words('.npmrc .yarnrc .yarnrc.yml pip.conf nuget.config'))
/** A credential that stands there itself, not the name of a variable that holds it. */
const token =
  /(?:_auth(?:token)?|_password|npmauth(?:token|ident)|cleartextpassword"\s+value)\s*[=:]\s*["']?(?![\s"'$%])|:\/\/[^\s/@:]+:[^\s/@$%{]+@/i

export const mayHoldSecret = (name: string): boolean => mayHoldToken.has(name.toLowerCase())
export const holdsToken = (content: string): boolean => token.test(content)

export interface OwnSecrets {
  /** Absolute. */
  readonly paths: readonly string[]
  readonly isNamed: (name: string) => boolean
}

/** `exec.secrets`: names in which * stands for anything, and paths: `/…`, `~/…`, or with a slash from the project's root. */
export function ownSecrets(wanted: readonly string[], root: string, home: string): OwnSecrets {
  const names = wanted.filter((entry) => !entry.includes('/')).map(patternOf)
  const paths = wanted.filter((entry) => entry.includes('/'))
  return {
    paths: paths.map((path) => (path.startsWith('~/') ? join(home, path.slice(2)) : resolve(root, path))),
    isNamed: (name) => names.some((pattern) => pattern.test(name)),
  }
}

const patternOf = (name: string): RegExp =>
  new RegExp(`^${name.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&').replaceAll('*', '.*')}$`, 'is')
