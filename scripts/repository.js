// Where the source of the package lies, for its manifest: what package.json says, else git's remote `origin` where it is public.

/** Places whose addresses anybody can open. */
const hosts = new Set(['github.com', 'gitlab.com', 'codeberg.org', 'bitbucket.org', 'git.sr.ht'])

/** What npm wants to know; undefined where the remote is no public address. `git@host:owner/name` is one, too. */
export function repositoryOf(remote) {
  const ssh = /^(?:ssh:\/\/)?git@(?<host>[\w.-]+)[:/](?<path>[^\s:]+)$/.exec(remote)
  const https = /^https:\/\/(?<host>[\w.-]+)\/(?<path>[^\s@:]+)$/.exec(remote)
  const { host = '', path = '' } = (ssh ?? https)?.groups ?? {}
  const name = path.replace(/\/$/, '').replace(/\.git$/, '')
  if (!hosts.has(host) || !/^~?[\w.-]+(?:\/[\w.-]+)+$/.test(name)) return undefined
  return { type: 'git', url: `git+https://${host}/${name}.git` }
}
