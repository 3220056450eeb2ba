// Where credentials lie on a machine and in a home: data for the sandbox, which hides them.

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
  ...below('/etc', words('credstore credstore.encrypted postfix/sasl_passwd msmtprc')),
  ...below('/var/lib', words('docker containerd containers kubelet rancher cloud sss lxd libvirt systemd')),
  ...below('/var', words('backups spool mail cache/krb5rcache')),
]

/** Below a home, for the one case where the home cannot be hidden: the project is the home, or above it. */
export const homeSecrets: readonly string[] = [
  ...words('.ssh .gnupg .aws .azure .kube .docker .netrc .pgpass .my.cnf .npmrc .yarnrc.yml .pypirc .git-credentials'),
  ...words('.config .password-store .vault-token .terraform.d .terraformrc .cargo/credentials .cargo/credentials.toml'),
  ...words('.gem/credentials .m2/settings.xml .gradle/gradle.properties .local/share/keyrings .mozilla .thunderbird'),
  ...words('.bash_history .zsh_history .python_history .psql_history .node_repl_history .viminfo .boto .s3cfg .oci'),
  ...words('.claude .claude.json .codex .gemini'),
]

/** Below a home: programs and what they are made of, never credentials. Shown again, read-only. */
export const toolFolders: readonly string[] = [
  ...words('.nvm .fnm .volta .nodenv .pyenv .rbenv .goenv .asdf .sdkman .rustup .deno .bun .linuxbrew .dotnet go/bin'),
  ...words('.local/lib .local/share/mise .local/share/fnm .local/share/pnpm .local/share/uv .local/share/pipx'),
]

/** In a project: settings files that hold secrets, and the samples of them that do not. */
export const isSecretFile = (name: string): boolean =>
  /^\.env(?:\..+)?$|^\.envrc$/.test(name) && !/\.(?:example|sample|template|dist|defaults)$/.test(name)
