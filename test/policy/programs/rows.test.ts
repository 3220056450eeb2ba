import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import * as z from 'zod'
import { uncovered } from '../../../source/policy/explain/coverage.ts'
import { parserFor } from '../../../source/policy/parser.ts'
import { describeProgram } from '../../../source/policy/explain/describe.ts'
import { programNames } from '../../../source/policy/programs/programs.ts'
import { compileRow } from '../../../source/policy/grammar/compile.ts'
import type { Row, Verb } from '../../../source/policy/grammar/row.ts'
import { examplesOf, windowsExamples } from '../../../source/policy/explain/examples.ts'
import { windowsNames, windowsRow } from '../../../source/policy/programs/windows/windows.ts'
import { groups, rows } from '../../../source/policy/programs/rows/rows.ts'
import { unknown } from '../../../source/policy/model/value.ts'
import { around, judgeOf } from '../../helpers/judging.ts'
import { repository } from '../../helpers/repository.ts'

const table = z
  .record(z.string(), z.partialRecord(z.enum(['allow', 'ask', 'deny']), z.array(z.string()).min(1)))
  .parse(JSON.parse(readFileSync(join(repository, 'config/program-examples.json'), 'utf8')))
const judge = judgeOf('guarded')
const each = Object.entries(rows)
const verbsOf = (verb: Verb): Verb[] => [verb, ...Object.values(verb.verbs ?? {}).flatMap(verbsOf)]
const call = (row: Row, name: string, ...args: string[]) =>
  compileRow(row)({ name, args: args.map((arg) => [arg]), stdin: [], folder: ['/home/dev/ws'] })

describe('every row of a program', () => {
  test('stands in one place', () => {
    const names = groups.flatMap((group) => Object.keys(group))
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    )
  })

  test('is known by the name that its examples stand under', () => {
    const known = new Set([...programNames, ...windowsNames.map((name) => `${name}.exe`)])
    for (const [list, examples] of Object.entries(table))
      for (const name of list.split(' ')) assert.ok(known.has(name) && Object.values(examples).flat().length > 0, name)
  })

  test('keeps its examples', () => {
    for (const [name, row] of each)
      for (const verdict of ['allow', 'ask', 'deny'] as const)
        for (const code of examplesOf(name, row)[verdict]) {
          assert.ok(code.includes(name), `${code} does not call ${name}`)
          // A word of the shell, which takes no options.
          if (code.startsWith('time -')) continue
          assert.equal(judge(code).verdict, verdict, code)
        }
  })

  test('has an example that goes through and one that is stopped, where anything is', () => {
    for (const [name, row] of each) {
      const { allow, ask, deny } = examplesOf(name, row)
      assert.ok(allow.length > 0, name)
      assert.ok(ask.length + deny.length > 0 || row.isTame === true, name)
    }
  })

  test('doubts an option that it does not name, and a word that may hide one', () => {
    for (const [name, row] of each) {
      if (row.isTame === true || (row.read && row.options === undefined) || row.said || (row.isOpen && row.command))
        continue
      assert.notEqual(judge(`${name} --no-such-option-9`).verdict, 'allow', name)
      const harms = verbsOf(row).some(({ options = '' }) => /:(?:code|program|overwrite|script)/.test(options))
      if (harms && row.command === undefined) assert.notEqual(judge(`${name} "$x"`).verdict, 'allow', name)
    }
  })

  test('takes a short option for the version only where it is: else it is louder, and runs', () => {
    for (const code of ['pytest -v', 'rake -v', 'just -v', 'ctest -V', 'tox -v', 'ant -v', 'task -v', 'nox -v'])
      assert.equal(judge(code).verdict, 'ask', code)
    for (const code of [
      'pytest -V',
      'just -V',
      'jest -v',
      'julia -v',
      'java -version',
      'bun -v',
      'poetry -V',
      'tox -h',
    ])
      assert.equal(judge(code).verdict, 'allow', code)
  })

  test('leaves help and version behind an operand to what is run', () => {
    for (const code of [
      'torchrun train.py --help',
      'java Main --version',
      'nodemon x.js --help',
      'ipython a.py --version',
    ])
      assert.equal(judge(code).verdict, 'ask', code)
    assert.equal(judge('rush run --help').verdict, 'allow')
  })

  test('reads on where the program does not know a word for help', () => {
    for (const name of ['tclsh', 'wish', 'expect', 'erl'])
      for (const word of ['--help', '--version', '--version a'])
        assert.equal(judge(`echo 'exec ./x' | ${name} ${word}`).verdict, 'ask', `${name} ${word}`)
    for (const code of ['expect -v', 'erl -version']) assert.equal(judge(code).verdict, 'allow', code)
  })

  test('only prints when asked for help or version', () => {
    // `time` is a word of the shell, and runs what stands behind it.
    for (const [name, row] of each)
      if (name !== 'time' && row.isDeaf !== true) assert.equal(judge(`${name} --help`).verdict, 'allow', name)
  })
})

test('every row of a program of Windows keeps its examples, and has one that goes through and one that is stopped', () => {
  for (const name of windowsNames) {
    const row = windowsRow(name)
    assert.ok(row)
    const examples = windowsExamples(name)
    assert.ok(examples.allow.length > 0 && (examples.ask.length + examples.deny.length > 0 || row.isTame), name)
    for (const verdict of ['allow', 'ask', 'deny'] as const)
      for (const code of examples[verdict]) assert.equal(judge(code, 'powershell').verdict, verdict, code)
  }
})

describe('a row', () => {
  const row: Row = {
    about: 'a program',
    options: '-o:overwrite',
    verbs: { build: { options: '--to:overwrite', runs: 'files' }, look: { operands: 'read' } },
  }
  const kinds = (...args: string[]) => call(row, 'x', ...args).actions.map(({ kind, doubt }) => doubt ?? kind)

  test('does what its verb does, with the options before it', () => {
    assert.deepEqual(kinds('-o', 'a', 'look', 'b'), ['overwrite', 'read'])
    assert.deepEqual(kinds('build', '--to', 'a'), ['overwrite', 'opaque-script'])
  })

  test('doubts a verb that it does not have, and one that is not known', () => {
    assert.deepEqual(kinds('other'), ['unknown-option'])
    const hidden = compileRow(row)({ name: 'x', args: [unknown], stdin: [], folder: [] })
    assert.ok(hidden.actions.some(({ doubt }) => doubt === 'unknown-option'))
  })

  test('runs the command that its operands are', () => {
    const wrapper: Row = { about: 'a wrapper', command: 'assigned' }
    const { actions, runs } = call(wrapper, 'x', 'A=b', 'PATH=/x', 'ls', '-l')
    assert.deepEqual(
      actions.map(({ doubt }) => doubt),
      ['changed-lookup'],
    )
    assert.deepEqual(runs, [{ kind: 'words', words: [['ls'], ['-l']], stdin: [] }])
  })

  test('changes what its patterns stand for', () => {
    const made: Row = {
      about: 'a builder',
      touches: [
        ['create', 'out/*.o'],
        ['modify', '**.rs'],
      ],
    }
    assert.deepEqual(
      call(made, 'x').actions.map(({ path }) => path),
      [
        ['out/', { hole: 'name' }, '.o'],
        [{ hole: 'tracked' }, '.rs'],
      ],
    )
  })
})

describe('what is known of a program', () => {
  test('is told of every one, with its options as the reader of options knows them', () => {
    for (const name of programNames) assert.ok(describeProgram(name).length > 0, name)
    assert.deepEqual(describeProgram('no-such-program'), [])
    // Windows has another program of that name: both are told, the one of bash first.
    assert.deepEqual(
      describeProgram('find').map(({ name, kind }) => [name, kind]),
      [
        ['find', 'reader'],
        ['find (Windows)', 'row'],
      ],
    )
    const [xsv, ...verbs] = describeProgram('xsv')
    assert.ok(xsv?.verbs.includes('split') && verbs.some(({ name }) => name === 'xsv split'))
    assert.deepEqual(
      verbs.find(({ name }) => name === 'xsv sort')?.options.find(({ role }) => role === 'overwrite'),
      { names: ['-o', '--output'], value: 'required', role: 'overwrite' },
    )
    assert.deepEqual(
      ['rm', 'tar', 'git'].map((name) => describeProgram(name)[0]?.kind),
      ['row', 'reader', 'reader'],
    )
  })

  test('is counted over many commands, the most frequent gap first', () => {
    const commands = ['frob a', 'ls; frob', 'zork', 'xsv lua', 'cat a'].map((code) => ({ type: 'bash', code }))
    assert.deepEqual(
      uncovered(commands, parserFor(around)).map(({ program, commands: count }) => [program, count]),
      [
        ['frob', 2],
        ['xsv lua', 1],
        ['zork', 1],
      ],
    )
  })
})
