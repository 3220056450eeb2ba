import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseBash } from '../../../source/policy/bash/parse.ts'
import { parsePowershell } from '../../../source/policy/powershell/parse.ts'
import { show, type Value } from '../../../source/policy/model/value.ts'
import { actionsOf, context } from './actions.ts'

const commandsOf = (source: string) => parsePowershell(source, context).commands
const does = (source: string, ...actions: string[]) => assert.deepEqual(actionsOf(source), actions.toSorted(), source)

describe('a command says what runs and where it stands', () => {
  test('an alias is its cmdlet, arguments stay as written', () => {
    const [command] = commandsOf('  ri .\\a.txt -Force')
    assert.ok(command)
    assert.equal(command.program, 'ri')
    assert.equal(command.name, 'remove-item')
    assert.deepEqual(command.args.map(show), ['.\\a.txt', '-Force'])
    assert.deepEqual(command.span, { start: 2, end: 19 })
    assert.equal(command.source, 'ri .\\a.txt -Force')
  })
  test('what a shell runs has the shell among its wrappers and stands where it was written', () => {
    const source = `Get-Date; pwsh -c 'ri a'`
    const command = commandsOf(source).find(({ name }) => name === 'remove-item')
    assert.deepEqual(command?.wrappers, ['powershell'])
    assert.deepEqual(command.span, { start: 10, end: source.length })
  })
  test('every command has the action run', () => {
    for (const { actions } of commandsOf('$a = 1; git status; if ($a) { 2 }; & { ri x }'))
      assert.equal(actions[0]?.kind, 'run')
  })
  test('folders follow Set-Location', () => {
    const removed = (isFolder: boolean) =>
      parsePowershell('cd src; pushd ..\\other; ri a', { ...context, isFolder: () => isFolder })
        .commands.filter(({ name }) => name === 'remove-item')
        .flatMap(({ folders }) => folders.map(show))
    assert.deepEqual(removed(true), ['/home/dev/ws/src/../other'])
    // Not where it would be in the project anyway.
    assert.deepEqual(removed(false), ['/home/dev/ws/src/../other', '/home/dev/ws/../other'])
  })
})

describe('paths', () => {
  test('backslashes become slashes, drives and home are absolute', () => {
    does('ri a\\b.txt', 'delete(a/b.txt)')
    does('ri C:\\data\\x -Recurse', 'delete(C:/data/x/**)')
    does('ri ~\\x', 'delete(/home/dev/x)')
    does('ri $HOME/x', 'delete(/home/dev/x)')
    does('ri "$env:TEMP\\x"', 'delete(/tmp/x)')
    does('ri "$PWD\\x"', 'delete(/home/dev/ws/x)')
  })
  test('wildcards are holes, literal paths have none', () => {
    does('ri *.log', 'delete(*.log)')
    does('ri *.log -Force', 'delete(‹name›.log)')
    does('ri -LiteralPath *.log', 'delete(*.log)')
    assert.equal(commandsOf('ri -LiteralPath *.log')[0]?.actions[1]?.path?.length, 1)
  })
  test('the names that Windows takes for another are that other', () => {
    does('ri .GIT -Recurse', 'delete(.git/**)')
    does("gc '.env::$DATA'", 'read(.env)')
    does("ri '.git. ' -Recurse", 'delete(.git/**)')
    does("ri '\\\\?\\C:\\data\\x'", 'delete(C:/data/x)')
  })
  test('what the pipeline brings is a path as far as it is known', () => {
    does('gci build -File | ri', 'delete(build/*)')
    does(
      'gci build -Recurse -Filter a*.o | % { ri $_.FullName }',
      'delete(build/a*.o)',
      'delete(build/*/a*.o)',
      'delete(build/*/‹path›/a*.o)',
    )
    does('gci build -Recurse -Force -Filter *.o | ri', 'delete(build/‹path›.o)')
    does('gci -Filter *.env | gc', 'read(*.env)', 'read(.env)')
    does('gci -Filter *env | gc', 'read(*env)', 'read(.*env)')
    does('gc *.md', 'read(*.md)', 'read(.md)')
    does('gc list.txt | ri', 'delete(‹?›)', 'read(list.txt)')
    does("'a','b' | ri", 'delete(a)', 'delete(b)')
  })
  test('a share is the network', () => {
    does('gc \\\\srv\\share\\a', 'network', 'read(//srv/share/a)')
  })
  test('providers that are no files', () => {
    does('Set-ItemProperty HKLM:\\Software\\X a 1', 'registry')
    does('ri Registry::HKEY_CURRENT_USER\\X', 'registry')
    does('cd HKCU:\\Software; New-Item X', 'registry')
    does('gci env:', 'secret')
    does('gi env:PATH')
  })
})

describe('what is not understood is unknown', () => {
  for (const [source, doubt] of [
    ["'open", 'syntax'],
    ['if (', 'syntax'],
    ['a < b', 'syntax'],
    [`${'('.repeat(500)}1${')'.repeat(500)}`, 'too-complex'],
    [`#${'x'.repeat(70_000)}`, 'too-long'],
    ['& $x', 'dynamic-program'],
    ['iex $x', 'dynamic-code'],
    ['bash -c ls', 'unknown-program'],
    ['wsl --shutdown', 'dynamic-code'],
    ['$env:PATH = $x', 'changed-lookup'],
    ['.\\build.ps1', 'opaque-script'],
    ['Add-Type -TypeDefinition $x', 'inline-code'],
    ['frobnicate x', 'unknown-program'],
    ['Remove-Thing x', 'unknown-program'],
    ['Get-Date -Nonsense', undefined],
    ['ri -Nonsense', 'unknown-option'],
  ] as const)
    test(`${source.slice(0, 40)}: ${doubt ?? 'nothing'}`, () => {
      const doubts = commandsOf(source).flatMap(({ actions }) => actions.flatMap((action) => action.doubt ?? []))
      assert.deepEqual(doubts, doubt === undefined ? [] : [doubt])
    })
  test('what stood before the mistake is still found', () => {
    const actions = actionsOf("iex 'ri a'; iex 'if ('")
    assert.deepEqual(actions, ['delete(a)', 'unknown[syntax]'])
  })
})

describe('other languages and programs are asked of those who know them', () => {
  const wordsOf = (source: string) => {
    const seen: string[][] = []
    const parseNative = (words: readonly Value[]) => {
      seen.push(words.map(show))
      return { commands: [] }
    }
    actionsOf(source, { parseNative })
    return seen
  }
  test('bash', () => {
    assert.deepEqual(wordsOf(`bash -c 'rm x'; wsl rm "a b"`), [
      ['bash', '-c', 'rm x'],
      ['bash', '-c', "rm 'a b'"],
    ])
  })
  test('programs, with lists as words', () => {
    assert.deepEqual(wordsOf("$a = 'reset', '--hard'; & Git.exe @a; git add -A; cmd /c git status"), [
      ['git', 'reset', '--hard'],
      ['git', 'add', '-A'],
      ['git', 'status'],
    ])
  })
  test('what they run keeps its own folder, behind the shells around it', () => {
    const parseNative = () => parseBash('env -C /x rm a', { ...context, temporary: '/tmp', isFolder: () => true })
    const command = parsePowershell('cmd /c env x', { ...context, parseNative }).commands.find(
      ({ name }) => name === 'rm',
    )
    assert.deepEqual(command?.folders.map(show), ['/x'])
    assert.deepEqual(command.wrappers, ['cmd', 'env'])
  })
})
