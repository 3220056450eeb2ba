// Which test files share a process: a start of Node and the loading of the sources cost more than most files' own tests.
// What takes long has a process for itself and begins first, so that nothing long is left over at the end.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Parts of names, the longest first. */
const long = [
  'cli/rollback-killed',
  'checkpoints/states',
  'cli/power-cut',
  'executor/sandbox-escapes',
  'ui/every-key',
  'ui/output/screen',
  'attacks/attacks',
  'ui/keys/panel-keys',
  'fleet/hosts',
  'cli/checkpoints',
  'ui/detach',
  'ui/terminal',
  'ui/rollback-fails',
  'ui/pager',
  'ui/looks',
  'cli/plain-faults',
  'cli/look',
  'cli/exec',
  'policy/properties',
  'ui/pages/menu',
  'cli/full-disk',
  'executor/git/walls',
  'checkpoints/against-undo',
  'library/project',
  'orchestrator/approval',
  'report/browser',
]

/** Folders whose files share processes, and how many at most; a file of any other folder has its own. */
const sharing = {
  core: 16,
  files: 12,
  models: 16,
  policy: 16,
  report: 16,
  scripts: 16,
  torture: 16,
  views: 16,
  ui: 10,
  cli: 8,
  '': 8,
}

/** Folders whose tests start the program, the other ones begin behind them. */
const starting = ['cli', 'ui', 'fleet']

/** The groups of `files` (below .build/test/), in the order they are to begin. */
function groupsOf(files) {
  const alone = long.flatMap((part) => files.filter((file) => file === `${part}.test.js`))
  const rest = files.filter((file) => !alone.includes(file))
  const folders = Map.groupBy(rest, (file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : ''))
  const names = new Set([...starting.filter((name) => folders.has(name)), ...folders.keys()])
  const shared = [...names].flatMap((name) => {
    const all = folders.get(name)
    const parts = Math.ceil(all.length / (sharing[name] ?? 1))
    return Array.from({ length: parts }, (_, part) => all.filter((_file, i) => i % parts === part))
  })
  return [...alone.map((file) => [file]), ...shared]
}

/** Writes a file for each group into `folder`, beside the tests' own folder; their paths, in the order they are to begin. */
export function writeGroups(folder, files) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return groupsOf(files).map((members, i) => {
    const name = members[0].replaceAll('/', '-')
    // The runner sorts what it is given.
    const path = join(folder, `${String(i + 1).padStart(3, '0')}-${name}`)
    writeFileSync(path, members.map((member) => `import '../test/${member}'\n`).join(''))
    return path
  })
}
