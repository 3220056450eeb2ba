// Random things people and programs do to a working tree, as data for fast-check.
import * as fc from './properties.ts'
import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gitIn, initRepository } from './worktree.ts'

/** Bytes as latin1: spaces, quotes, line ends, emoji, a leading dash, globs, and what is no UTF-8. */
const names = [
  'a',
  'b',
  'c.txt',
  '-x',
  'a b',
  'q\'"',
  'n\nl',
  '\u00f0\u009f\u0098\u0080',
  '*',
  'x.ign',
  '\\',
  '\u00ff\u00fe',
  ':(top)',
  '#h',
  '!n',
]
const name = fc.constantFrom(...names)
const path = fc
  .oneof(
    { weight: 3, arbitrary: fc.tuple(name) },
    { weight: 3, arbitrary: fc.tuple(name, name) },
    { weight: 1, arbitrary: fc.tuple(name, name, name) },
  )
  .map((parts) => parts.join('/'))
const content = fc.oneof(
  fc.constantFrom('', 'one\n', 'two\r\n', 'three', 'one\r\ntwo\r\n'),
  fc.string({ maxLength: 40 }),
)

type Values<F> = { [P in keyof F]: F[P] extends fc.Arbitrary<infer V> ? V : never }

const of = <K extends string, F extends Record<string, fc.Arbitrary<unknown>>>(weight: number, kind: K, fields: F) => ({
  weight,
  arbitrary: fc.record({ ...fields, do: fc.constant(kind) }) as unknown as fc.Arbitrary<{ do: K } & Values<F>>,
})

const link = fc.constantFrom('a', '../b', 'nowhere', '/etc/hostname')
const ignoreRules = fc.constantFrom('*.ign\n', '*.ign\nb/\n', '/a\n', '')
const attributeRules = fc.constantFrom('* text=auto\n', '* text eol=crlf\n', '* text eol=lf\n', '')

export const edit = fc.oneof(
  of(6, 'write', { path, content }),
  of(3, 'remove', { path }),
  of(2, 'folder', { path }),
  of(2, 'link', { path, content: link }),
  of(2, 'mode', { path, mode: fc.constantFrom(0o644, 0o755, 0o600, 0o444, 0o700) }),
  of(2, 'stage', { path }),
  of(1, 'stageAll', {}),
  of(1, 'unstage', { path }),
  of(1, 'intend', { path }),
  of(1, 'trust', { path }),
  of(1, 'commit', {}),
  of(1, 'branch', { name: fc.constantFrom('main', 'other', 'third') }),
  of(1, 'detach', {}),
  of(1, 'ignore', { rules: ignoreRules }),
  of(1, 'attributes', { rules: attributeRules }),
  of(1, 'nest', { path, hasCommit: fc.boolean() }),
)
export type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

/** What cannot be done (a file where a folder is wanted) is passed over, as a person would. */
export function apply(root: string, edits: readonly Edit[]): void {
  for (const one of edits)
    try {
      applyOne(root, one)
    } catch {
      // Not possible here.
    }
}

const at = (root: string, path: string): Buffer => Buffer.from(`${join(root, '/')}${path}`, 'latin1')
const argument = (path: string): string => Buffer.from(path, 'latin1').toString('utf8')

function applyOne(root: string, one: Edit): void {
  const git = (...args: string[]) => gitIn(root, '--literal-pathspecs', ...args)
  switch (one.do) {
    case 'write':
      mkdirSync(Buffer.from(dirname(at(root, one.path).toString('latin1')), 'latin1'), { recursive: true })
      return writeFileSync(at(root, one.path), one.content)
    case 'remove':
      return rmSync(at(root, one.path), { recursive: true, force: true })
    case 'folder':
      return void mkdirSync(at(root, one.path), { recursive: true })
    case 'link':
      return symlinkSync(one.content, at(root, one.path))
    case 'mode':
      if (lstatSync(at(root, one.path)).isFile()) chmodSync(at(root, one.path), one.mode)
      return
    case 'stage':
      return void git('add', '--', argument(one.path))
    case 'stageAll':
      return void git('add', '-A')
    case 'unstage':
      return void git('rm', '-q', '-r', '--cached', '--', argument(one.path))
    case 'intend':
      return void git('add', '-N', '--', argument(one.path))
    case 'trust':
      return void git('update-index', '--assume-unchanged', '--', argument(one.path))
    case 'commit':
      return void git('commit', '-q', '--allow-empty', '-m', 'c')
    case 'branch':
      return void git('checkout', '-q', '-B', one.name)
    case 'detach':
      return void git('checkout', '-q', '--detach')
    case 'ignore':
      return writeFileSync(join(root, '.gitignore'), one.rules)
    case 'attributes':
      return writeFileSync(join(root, '.gitattributes'), one.rules)
    case 'nest': {
      const folder = at(root, one.path).toString('utf8')
      if (existsSync(folder) || argument(one.path).includes('\ufffd')) return
      initRepository(folder)
      if (one.hasCommit) gitIn(folder, 'commit', '-q', '--allow-empty', '-m', 'n')
    }
  }
}
