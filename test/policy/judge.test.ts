import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packNames, type PackName } from '../../source/core/policy-settings.ts'
import { judgeOf } from '../helpers/judging.ts'
import { corpora, policyRows, powershellRows } from '../helpers/policy-fixtures.ts'

/** What went wrong with a row, for people; null: its verdict is one that is right. */
function wrong(name: string, pack: PackName, code: string, expect: string, type: 'bash' | 'powershell'): string | null {
  const { verdict, rule, reason } = judgeOf(pack)(code, type)
  return expect.split('|').includes(verdict)
    ? null
    : `${name}: ${verdict} under ${pack}, not ${expect} (${rule || 'no rule'}: ${reason})\n  ${code}`
}

const titles = {
  bypass: 'no disguise gets a forbidden command through',
  harmless: 'daily work is never stopped',
  dynamic: 'what the text does not tell is asked',
  bypass2: 'nor does what a second attack tried',
  harmless2: 'nor is more of it',
  bypass3: 'nor does what runs, writes or shows something by an option, a file of options or arithmetic',
  bypass4: 'nor does a substitution in a pattern, a reference, a trap, a line that is read or a word that xargs makes',
  bypass5:
    'nor does what comes through a pipe from git, a mode of a hook, a variable that loads or an option that names a file',
  bypass6: 'nor does an option of a shell, an alias, a file that another call made or a word of env',
  harmless3: 'nor is what looks like that',
  harmless4: 'nor is looking, reading, building and asking for a version',
  harmless5: 'nor is a trial, a look or a variable of the own project',
  harmless6: 'nor is a shell that waits, an alias or a name that no program has',
  dynamic3: 'a word that may hide an option is asked',
}

for (const corpus of corpora) {
  test(titles[corpus], () => {
    const all = policyRows(corpus).map(({ id, code, pack, expect, type }) => wrong(id, pack, code, expect, type))
    assert.deepEqual(
      all.filter((each) => each !== null),
      [],
    )
  })
}

test('PowerShell is judged by the same packs', () => {
  const all = powershellRows().flatMap(({ code, expect }, i) =>
    packNames.flatMap((pack) => {
      const wanted = expect[pack]
      return wanted === undefined ? [] : [wrong(`line ${i + 1}`, pack, code, wanted, 'powershell')]
    }),
  )
  assert.deepEqual(
    all.filter((each) => each !== null),
    [],
  )
})
