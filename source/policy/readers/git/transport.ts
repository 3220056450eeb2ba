// git with another repository: network or not, and what it overwrites here and there.
import { isHole, knownStart, literal, show, spaced, starts, textValue, unknown, type Value } from '../../model/value.ts'
import { act, doubt, type Found, lastName, onEach, onPath, shell, words } from '../../grammar/analysis.ts'
import { settingOfCall } from './code.ts'
import { lfs } from './store.ts'
import { behind, loss, mayLose, said, served, unsure, verb, type Verbs } from './call.ts'

/** A path is no network; a name of the configuration may be. */
function reaching(repository: Value | undefined, detail: string): Found {
  if (repository === undefined) return unsure(act('network', detail))
  const start = knownStart(repository)
  const text = literal(repository)
  if (/^ext::/i.test(start)) return [act('network', detail), startedBy(text?.slice(5) ?? null)]
  if (/^file:|^[./~]|^fd::/i.test(start)) return []
  if (text !== null && !/[:/]/.test(text)) return unsure(act('network', `${detail} ${text}`))
  return act('network', `${detail} ${show(repository)}`)
}

/** The words of `ext::`, parted by blanks: `% ` is one in a word, `%s` what git asks for. */
const startedBy = (command: string | null): Found =>
  command === null
    ? shell(unknown)
    : words(
        ...command
          .split(/(?<!%) /)
          .map((word) => textValue(word.replace(/%(.)/g, (_, sign: string) => (/[sS]/.test(sign) ? '' : sign)))),
      )

const isUpdate = (spec: Value): boolean => show(spec).includes(':')
const isForced = (spec: Value): boolean => knownStart(spec).startsWith('+') || isHole(spec[0])

const fetch = verb(
  '-f/--force -p/--prune -P/--prune-tags -a/--append --all --multiple -t/--tags -n/--no-tags -q/--quiet -v/--verbose -j/--jobs: --depth: --deepen: --shallow-since: --shallow-exclude: --unshallow --update-shallow --upload-pack/--exec:served -u/--update-head-ok -o/--server-option: -k/--keep --dry-run --refmap: --recurse-submodules? --no-recurse-submodules --progress --filter: -4/--ipv4 -6/--ipv6 --atomic --set-upstream --refetch --negotiation-tip: --no-auto-gc --no-auto-maintenance --write-fetch-head --no-write-fetch-head --stdin --show-forced-updates --no-show-forced-updates --porcelain',
  (given) => {
    const { has, operands, valuesOf, mayHideOption, store } = given
    const [repository, ...specs] = operands
    const updates = [...specs, ...valuesOf('refmap')].filter(isUpdate)
    // Tags that are here already are moved by force.
    const isLosing =
      (has('f') && has('t')) ||
      (updates.length > 0 && (has('f') || updates.some((spec) => knownStart(spec).startsWith('+'))))
    return [
      reaching(has('all') ? undefined : repository, 'git fetch'),
      served(given, repository),
      isLosing
        ? loss('git fetch --force')
        : has('p', 'P', 'depth', 'shallow-since', 'shallow-exclude') && mayLose('git fetch --prune'),
      // What is to be fetched may stand on standard input, too.
      (mayHideOption || has('stdin') || updates.some(isForced)) && mayLose('git fetch'),
      has('set-upstream') && act('git-config', 'git fetch --set-upstream'),
      store,
    ]
  },
)

const push = verb(
  '--all/--branches --mirror --tags --follow-tags -n/--dry-run --porcelain -d/--delete --prune -f/--force --force-with-lease? --force-if-includes --no-force-with-lease --receive-pack/--exec:served -u/--set-upstream -q/--quiet -v/--verbose --progress --no-verify --verify --signed? --atomic --no-atomic -o/--push-option: --recurse-submodules? --thin --no-thin -4/--ipv4 -6/--ipv6 --repo:',
  (given) => {
    const { has, operands, mayHideOption, strange, refs, at } = given
    const [repository, ...specs] = operands
    const isLosing = has('mirror', 'd', 'prune', 'f', 'force-with-lease') || specs.some(starts(/^[+:]/))
    // What is not known may begin with a plus.
    const isUnclear = mayHideOption || strange.length > 0 || specs.some((spec) => isHole(spec[0]))
    return [
      reaching(repository, 'git push'),
      served(given, repository),
      isLosing ? loss('git push --force') : isUnclear && mayLose('git push'),
      // The other one may lie in a folder.
      isLosing && repository && onPath('overwrite', at(repository), true),
      has('u') && unsure(act('git-config', 'git push -u')),
      !has('n') && refs,
    ]
  },
)

/** Other protocols: what they fetch may replace what is here. */
const foreign = said(({ call }) => [act('network', call.name), mayLose(call.name)])
const serving = said(({ call }) => act('network', call.name))

const mailCode = /^--(?:smtp-server|sendmail-cmd|\w+-cmd|header-cmd|compose|smtp-server-option)/

export const transportVerbs: Verbs = {
  fetch,
  'fetch-pack': fetch,
  pull: verb(
    '-v/--verbose -q/--quiet --progress --recurse-submodules? -r/--rebase? --no-rebase -n --stat --no-stat --log? --signoff? --squash --commit --no-commit -e/--edit --no-edit --cleanup: --ff --no-ff --ff-only --verify --no-verify --verify-signatures --autostash --no-autostash -s/--strategy: -X/--strategy-option: -S/--gpg-sign? --allow-unrelated-histories --all -a/--append --upload-pack:served -f/--force -t/--tags -p/--prune -j/--jobs? --dry-run -k/--keep --depth: --shallow-since: --shallow-exclude: --deepen: --unshallow --update-shallow --refmap: -o/--server-option: -4/--ipv4 -6/--ipv6 --negotiation-tip: --show-forced-updates --set-upstream',
    (given) => {
      const { has, operands, valuesOf, mayHideOption, tree } = given
      const [repository, ...specs] = operands
      const isRebase = has('r') && !valuesOf('r').some((value) => literal(value) === 'false')
      const isLosing = isRebase || has('f', 's', 'X') || specs.some((spec) => isUpdate(spec) && isForced(spec))
      return [
        reaching(repository, 'git pull'),
        served(given, repository),
        isLosing ? loss('git pull --rebase') : (has('p') || mayHideOption) && mayLose('git pull'),
        has('set-upstream') && act('git-config', 'git pull --set-upstream'),
        tree,
      ]
    },
  ),
  push,
  'send-pack': push,
  clone: verb(
    '-l/--local --no-hardlinks -s/--shared -q/--quiet -v/--verbose --progress -n/--no-checkout --reject-shallow --bare --mirror --sparse --filter: -o/--origin: -b/--branch: -u/--upload-pack:served --template: -c/--config: --depth: --shallow-since: --shallow-exclude: --single-branch --no-single-branch --no-tags --recurse-submodules? --separate-git-dir:create -j/--jobs: --reference: --dissociate --server-option: --bundle-uri: --shallow-submodules --also-filter-submodules',
    (given) => {
      const { has, operands, valuesOf, at } = given
      const [repository, target] = operands
      const bundles = valuesOf('bundle-uri')
      const name = repository ? (literal(lastName(repository)) ?? 'clone') : '.'
      return [
        reaching(repository, 'git clone'),
        served(given, repository),
        bundles.map((address) => reaching(address, 'git clone --bundle-uri')),
        has('template') && doubt('dynamic-code', 'git clone --template'),
        valuesOf('c').map(settingOfCall),
        onPath('create', at(target ?? textValue(name.replace(/\.git$/, ''))), true),
      ]
    },
  ),
  'ls-remote': verb(
    '-h/--heads/--branches -t/--tags --refs -q/--quiet --upload-pack/--exec:served --exit-code --get-url --sort: --symref -o/--server-option:',
    (given) =>
      !given.has('get-url') && [reaching(given.operands[0], 'git ls-remote'), served(given, given.operands[0])],
  ),
  submodule: said(({ call }) => {
    const words = call.args.filter((arg) => !knownStart(arg).startsWith('-'))
    const name = literal(words[0] ?? [])
    if (words.length === 0 || name === 'status' || name === 'summary') return []
    if (name === 'foreach') return shell(spaced(behind(call, 'foreach')))
    return [
      { ...act('network', 'git submodule'), isUnsure: name !== 'add' },
      act('git-config', 'git submodule'),
      (name === 'deinit' || name === 'update' || name === null) && mayLose('git submodule'),
    ]
  }),
  daemon: verb('--pid-file:overwrite', ({ call }) => act('network', call.name), true),
  instaweb: verb(
    '-l/--local -p/--port: -d/--httpd:code -b/--browser:code -m/--module-path:script --start --stop --restart',
    () => [act('network', 'git instaweb'), onPath('create', textValue('.git/gitweb'), true)],
  ),
  'imap-send': serving,
  'send-email': said(({ call: { args }, at }) => [
    act('network', 'git send-email'),
    args.some(starts(mailCode)) && doubt('dynamic-code', 'git send-email'),
    onEach('read', args.map(at)),
  ]),
  svn: foreign,
  p4: foreign,
  lfs,
  'request-pull': said(() => unsure(act('network', 'git request-pull'))),
  credential: said(() => act('secret', 'git credential')),
  hook: said(() => doubt('opaque-script', 'git hook')),
}
