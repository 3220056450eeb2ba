import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { repository } from './helpers/repository.ts'

const sources = globSync('source/**/*.{ts,tsx}', { cwd: repository }).toSorted()
const textOf = (file: string) => readFileSync(join(repository, file), 'utf8')
const importsOf = (file: string) =>
  [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => name)

/** Folder -> folders it may import from, besides itself. */
const arrows: Record<string, readonly string[]> = {
  core: [],
  policy: ['core'],
  models: ['core'],
  executor: ['core'],
  checkpoints: ['core'],
  files: ['core'],
  views: ['core'],
  report: ['core', 'views'],
  notify: ['core', 'files', 'models', 'views'],
  traces: ['core', 'files'],
  orchestrator: ['core', 'policy', 'models', 'executor', 'checkpoints', 'files', 'views'],
  library: ['core', 'policy', 'models', 'executor', 'checkpoints', 'files', 'views', 'orchestrator'],
  fleet: ['core', 'policy', 'models', 'executor', 'checkpoints', 'files', 'views', 'orchestrator'],
  ui: ['core', 'files', 'views'],
  bundle: ['ui'],
  cli: [
    'core',
    'policy',
    'models',
    'executor',
    'checkpoints',
    'files',
    'views',
    'orchestrator',
    'library',
    'fleet',
    'notify',
    'report',
    'traces',
    'ui',
  ],
}
const folderOf = (file: string) => file.split('/')[1] ?? ''

test('imports only follow the arrows', () => {
  const wrong = sources.flatMap((file) => {
    const own = folderOf(file)
    const allowed = own in arrows ? [own, ...(arrows[own] ?? [])] : Object.keys(arrows)
    return importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(repository, join(repository, dirname(file), name)))
      .filter((target) => target.startsWith('source/') && !allowed.includes(folderOf(target)))
      .map((target) => `${file} -> ${target}`)
  })
  assert.deepEqual(wrong, [])
})

/** Folders of the policy -> those of its folders that they may import from. */
const policyArrows: Record<string, readonly string[]> = {
  model: [],
  machine: ['model'],
  grammar: ['model'],
  readers: ['model', 'grammar'],
  rules: ['model', 'grammar'],
}

test('inside of the policy imports follow its arrows, too', () => {
  const inside = (path: string) => /^source\/policy\/([a-z]+)\//.exec(path)?.[1] ?? null
  const wrong = sources.flatMap((file) => {
    const own = inside(file)
    const allowed = own === null ? undefined : policyArrows[own]
    return allowed === undefined
      ? []
      : importsOf(file)
          .map((name) => inside(relative(repository, join(repository, dirname(file), name))))
          .filter((target) => target !== null && target !== own && !allowed.includes(target))
          .map((target) => `${file} -> ${String(target)}`)
  })
  assert.deepEqual(wrong, [])
})

test('core, views and report are pure: no input, output, clock or chance', () => {
  const impure = /\bnode:|\bprocess\.|Date\.now|new Date\(\)|Math\.random|performance\.|setTimeout|\bfetch\(/
  const wrong = sources.filter(
    (file) => ['core', 'views', 'report'].includes(folderOf(file)) && impure.test(textOf(file)),
  )
  assert.deepEqual(wrong, [])
})

test('files are opened in one place, which follows no links, takes regular files only and never waits', () => {
  /** Whoever opens by itself, and why it may. */
  const own = new Set([
    'source/files/open-regular.ts', // the place
    'source/files/process-identity.ts', // /proc
    'source/files/preferences.ts', // the user's own configuration folder
    'source/ui/output/terminal-output.ts', // the terminal
    'source/files/pack-loop.ts', // streams from and to what that place opened
    'source/cli/demo.ts', // a folder it just made
    'source/cli/demo-project.ts',
    'source/cli/demo-undo.ts',
  ])
  /** Whoever writes to what that place opened. */
  const writers = new Set(['journal', 'journal-room', 'write-atomic'].map((name) => `source/files/${name}.ts`))
  writers.add('source/cli/new-project.ts')
  const opening =
    /^(?:open(?:Sync|AsBlob)?|(?:append|copy|read|truncate)File(?:Sync)?|opendir(?:Sync)?|create(?:Read|Write)Stream|promises)$/
  const wrong = sources.flatMap((file) => {
    if (own.has(file) || ['executor', 'checkpoints'].includes(folderOf(file))) return []
    const imports = [...textOf(file).matchAll(/import ([^;]*?) from '(?:node:)?fs(\/promises)?'/g)]
    return imports.flatMap(([, list = '', promises]) =>
      promises || !list.startsWith('{')
        ? [`${file}: ${list}`]
        : list
            .split(/[{},\s]+/)
            .filter((name) => opening.test(name) || (name.startsWith('writeFile') && !writers.has(file)))
            .map((name) => `${file}: ${name}`),
    )
  })
  assert.deepEqual(wrong, [])
})

test('to look on loads nothing that runs, judges or saves', () => {
  const values = /(?:^|\n)(?:import|export) (?!type\b)[^'(]*?from '(\.[^']+)'/g
  const loaded = new Set<string>()
  const load = (file: string): void => {
    if (loaded.has(file)) return
    loaded.add(file)
    for (const [, name = ''] of textOf(file).matchAll(values)) load(join(dirname(file), name))
  }
  load('source/cli/watch.ts')
  load('source/ui/app/show.tsx')
  assert.ok(loaded.has('source/core/evolve.ts'))
  const runs = new Set(['orchestrator', 'executor', 'models', 'policy', 'checkpoints'])
  assert.deepEqual(
    [...loaded].filter((file) => runs.has(folderOf(file)) || file.endsWith('tos-schema.ts')),
    [],
  )
})

test('no file is longer than 250 lines', () => {
  assert.deepEqual(
    sources.filter((file) => textOf(file).split('\n').length > 251),
    [],
  )
})

test('every file says its job in its first line', () => {
  assert.deepEqual(
    sources.filter((file) => !textOf(file).startsWith('// ')),
    [],
  )
})

test('nothing but ui/ draws with Ink or React', () => {
  const drawing = sources.filter(
    (file) => folderOf(file) !== 'ui' && importsOf(file).some((name) => /^(?:ink|react)\b/.test(name)),
  )
  assert.deepEqual(drawing, [])
})

test('the interface strings of the runbook stand in one place: no "utils", "common" or "misc" file exists', () => {
  assert.deepEqual(
    sources.filter((file) => /(?:util|common|misc|manager|helper)/.test(file)),
    [],
  )
})

test('git takes every file of source, test and scripts: nothing that only lies here', () => {
  const ignored = execFileSync(
    'git',
    ['ls-files', '--others', '--ignored', '--exclude-standard', '--', 'source', 'test', 'scripts', 'docs', 'examples'],
    { cwd: repository, encoding: 'utf8' },
  )
  assert.equal(ignored, '')
})

test('nothing makes every start slower: no whole zod with its languages, no fetch behind node:http', () => {
  const slow = /^import \{ z \} from 'zod'|^import (?!type ).* from 'node:https?'/m
  assert.deepEqual(
    sources.filter((file) => slow.test(textOf(file))),
    [],
  )
})
