// Named sets of hosts for `exec.network`: data. What they have in common: they serve what is asked for, to anybody.

const words = (text: string): readonly string[] => text.split(' ')

/** Registries by package manager, with the hosts their own downloads come from. */
const registries = {
  npm: words('registry.npmjs.org registry.npmjs.com registry.yarnpkg.com repo.yarnpkg.com npm.jsr.io jsr.io'),
  python: words('pypi.org files.pythonhosted.org pypi.python.org download.pytorch.org'),
  conda: words('repo.anaconda.com conda.anaconda.org repo.prefix.dev'),
  rust: words('crates.io index.crates.io static.crates.io static.rust-lang.org'),
  ruby: words('rubygems.org index.rubygems.org'),
  go: words('proxy.golang.org sum.golang.org go.dev dl.google.com'),
  java: words(
    'repo.maven.apache.org repo1.maven.org maven.google.com plugins.gradle.org services.gradle.org ' +
      'downloads.gradle.org plugins-artifacts.gradle.org repo.gradle.org',
  ),
  dotnet: words('api.nuget.org www.nuget.org globalcdn.nuget.org dist.nuget.org builds.dotnet.microsoft.com'),
  php: words('packagist.org repo.packagist.org getcomposer.org codeload.github.com'),
  runtimes: words('nodejs.org'),
  linux: words(
    'deb.debian.org security.debian.org ftp.debian.org snapshot.debian.org archive.ubuntu.com *.archive.ubuntu.com ' +
      'security.ubuntu.com ports.ubuntu.com dl-cdn.alpinelinux.org mirrors.fedoraproject.org dl.fedoraproject.org',
  ),
} as const

/**
 * GitHub is a set of its own: it takes what a token lets in, and everything can be fetched from there, so that to name
 * it is a decision. Only the archives that composer's packages are made of belong to `packages`.
 */
export const hostSets = {
  packages: Object.values(registries).flat(),
  github: words(
    'github.com api.github.com codeload.github.com raw.githubusercontent.com objects.githubusercontent.com ' +
      'release-assets.githubusercontent.com github-releases.githubusercontent.com media.githubusercontent.com',
  ),
} as const satisfies Readonly<Record<string, readonly string[]>>

export type HostSet = keyof typeof hostSets
export const isHostSet = (name: string): name is HostSet => Object.hasOwn(hostSets, name)

/** Sets by their hosts, hosts as they are, in lower case, each once. */
export const expandHosts = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => (isHostSet(name) ? [...hostSets[name]] : [name.toLowerCase()]))),
]
