import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { parseOptions } from '../../source/cli/arguments.ts'
import { completeWord } from '../../source/cli/reference/complete.ts'
import { commandHelp } from '../../source/cli/reference/help.ts'
import { allOptions, commandNames, commandRow } from '../../source/cli/table/table.ts'
import { makeProject, program, temporaryFolder, tos } from '../helpers/project.ts'

/** Why a shell cannot be tried here; false where it can. */
const missing = (shell: string): string | false =>
  spawnSync(shell, ['--version']).status === 0 ? false : `${shell} is not here: apt-get install ${shell}`
const withNode = { ...process.env, NODE: process.execPath }

const rows = ['open', ...commandNames].map((name) => {
  const row = commandRow(name)
  assert.ok(row)
  return { name, row }
})

/** The words of a call, as a shell without variables splits them. */
const wordsOf = (call: string): string[] => (call.match(/'[^']*'|\S+/gu) ?? []).map((word) => word.replaceAll("'", ''))

describe('every command', () => {
  for (const { name, row } of rows) {
    test(`${name}: its examples are calls of it`, () => {
      assert.ok(row.examples.length > 0)
      for (const { call } of row.examples) {
        const words = wordsOf(call.replace(/^source <\((.*)\)$/u, '$1').replace(/ > \S+$/u, ''))
        assert.deepEqual(words.slice(0, name === 'open' ? 1 : 2), name === 'open' ? ['tos-tui'] : ['tos', name])
        const parsed = parseOptions(words.slice(name === 'open' ? 1 : 2), row, name)
        assert.ok(parsed.ok, parsed.ok ? '' : `${call}: ${parsed.failure.what}`)
      }
    })
    test(`${name}: no option stands twice, and the help fits into 100 columns`, () => {
      const options = allOptions(row)
      for (const key of ['name', 'short'] as const) {
        const given = options.flatMap((option) => option[key] ?? [])
        assert.equal(new Set(given).size, given.length)
      }
      const wide = commandHelp(name, row)
        .split('\n')
        .filter((line) => line.length > 100 && line.includes('  '))
      assert.deepEqual(wide, [])
    })
  }
})

describe('a call', () => {
  test('whose word is near a known one names that, the beginning of a word before its spelling', async () => {
    assert.match((await tos(['checkp'])).err, /did you mean 'tos checkpoint'/)
    assert.match((await tos(['roll'])).err, /did you mean 'tos rollback'/)
    assert.match((await tos(['statsu'])).err, /did you mean 'tos status'/)
    assert.match((await tos(['run', '--summary'])).err, /did you mean '--summary-file'/)
  })
  describe('of a sub-command is looked at before it does anything', () => {
    const wrong: readonly [call: string, said: RegExp][] = [
      ['fleet lst', /unknown sub-command 'lst'; did you mean 'tos fleet list'/],
      ['config shw', /did you mean 'tos config show'/],
      ['checkpoints xyzzy', /write one of list, show, diff, pin, unpin, export/],
      ['logs', /no sub-command is named; write 'tos logs prune'/],
      ['notify tst', /did you mean 'tos notify test'/],
      ['fleet list more', /unexpected argument 'more'; see 'tos fleet --help'/],
      ['fleet show', /'tos fleet show' needs NAME/],
      ['config set exec.network', /'tos config set' needs VALUE/],
      ['checkpoints export s-001', /'tos checkpoints export' needs PATH/],
    ]
    for (const [call, said] of wrong)
      test(call, async () => {
        const { err, code } = await tos(call.split(' '))
        assert.equal(code, 2)
        assert.match(err, said)
      })
  })
  test('takes its project from TOS_ROOT, and --root before it', async (t) => {
    const project = makeProject(t, {})
    const environment = { TOS_ROOT: project.root }
    assert.match((await tos(['status'], { environment })).out, /state/)
    const other = await tos(['status', '--root', temporaryFolder(t)], { environment })
    assert.notEqual(other.code, 0)
  })
  test('that is quiet says nothing but failures', async (t) => {
    const project = makeProject(t, {})
    assert.deepEqual(await project.tos(['status', '-q']), { code: 0, out: '', err: '' })
    assert.match((await project.tos(['runs', 'shw', '--quiet'])).err, /^tos: /)
  })
})

describe('a word that is being typed', () => {
  const offered = async (words: string[], root?: string): Promise<string[]> => {
    const environment = root === undefined ? {} : { TOS_ROOT: root }
    const { out, err, code } = await tos([completeWord, ...words], { environment })
    assert.deepEqual([code, err], [0, ''])
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t')[0] ?? '')
  }
  test('becomes a command, an option, one of its values', async () => {
    assert.deepEqual(await offered(['rol']), ['rollback'])
    assert.deepEqual(await offered(['resume', '--in']), ['--in-doubt'])
    assert.deepEqual(await offered(['resume', '--in-doubt', '']), ['stop', 'skip', 'rerun'])
    assert.deepEqual(await offered(['resume', '--in-doubt=s']), ['--in-doubt=stop', '--in-doubt=skip'])
    assert.deepEqual(await offered(['policy', 'che']), ['check'])
    assert.deepEqual(await offered(['policy', 'check', '--pack', 'guard']), ['guarded'])
    assert.deepEqual(await offered(['raise', 'max_c']), ['max_cost_usd='])
    assert.deepEqual(await offered(['init', '--models', 'ollama,deep']), ['ollama,deepseek'])
    assert.deepEqual(await offered(['replay', '--record', '']), [':file'])
    assert.deepEqual(await offered(['exec', '--', 'rm', '']), [])
  })
  test('becomes a checkpoint, a job or a run of the project; without one, nothing', async (t) => {
    const project = makeProject(t, {})
    await project.tos(['run'])
    assert.deepEqual(await offered(['runs', 'show', ''], project.root), ['1'])
    assert.deepEqual(await offered(['runs', 'show', '--job', ''], project.root), ['1'])
    assert.deepEqual(await offered(['runs', 'show', ''], temporaryFolder(t)), [])
  })
  test('is completed by bash through the script', (t) => {
    const folder = temporaryFolder(t)
    const script = join(folder, 'try.sh')
    writeFileSync(
      script,
      `source <("$NODE" "${program}" completion bash)
tos() { "$NODE" "${program}" "$@"; }
for COMP_LINE in 'tos resu' 'tos resume --in-doubt ' 'tos resume --in-doubt=s' 'tos raise max_t'; do
  COMP_POINT=\${#COMP_LINE}
  COMPREPLY=()
  _tos_complete 2>/dev/null
  echo "\${COMPREPLY[*]}"
done
`,
    )
    const out = execFileSync('bash', [script], { encoding: 'utf8', env: { ...process.env, NODE: process.execPath } })
    assert.deepEqual(out.split('\n').slice(0, 4), ['resume', 'stop skip rerun', 'stop skip', 'max_tokens='])
  })

  test('fish completes words, values and meanings', { skip: missing('fish') }, (t) => {
    const script = join(temporaryFolder(t), 'try.fish')
    writeFileSync(
      script,
      `function tos; "$NODE" "${program}" $argv; end
tos completion fish | source
complete -C 'tos resu'; complete -C 'tos resume --in-doubt '; complete -C 'tos raise max_t'
`,
    )
    const out = execFileSync('fish', ['--no-config', script], { encoding: 'utf8', env: withNode })
    const words = out.split('\n').map((line) => line.split('\t')[0])
    assert.deepEqual(words.filter(Boolean), ['resume', 'rerun', 'skip', 'stop', 'max_tokens='])
  })

  test('zsh completes words, values and meanings', { skip: missing('zsh') }, (t) => {
    const script = join(temporaryFolder(t), 'try.zsh')
    // What zsh's own completion would be handed.
    writeFileSync(
      script,
      `tos() { "$NODE" "${program}" "$@" }
compdef() { : }
_describe() { local name=$3; print -r -- "\${(Pj: :)name}" }
source <(tos completion zsh)
for line in 'tos resu' 'tos resume --in-doubt ' 'tos raise max_t'; do
  words=("\${(@s: :)line}"); CURRENT=\${#words}
  _tos
done
`,
    )
    const out = execFileSync('zsh', ['-f', script], { encoding: 'utf8', env: withNode })
    assert.match(out, /^resume:.+\nstop skip rerun\nmax_tokens=\n$/)
  })
})
