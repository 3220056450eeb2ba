// What lies beyond a limit is not known: never nothing.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { limits } from '../../source/policy/limits.ts'
import { judgeOf } from '../helpers/judging.ts'

const verdict = (code: string, type: 'bash' | 'powershell' = 'bash') => judgeOf('guarded')(code, type).verdict
const harmless = (count: number, quote = ''): string[] =>
  Array.from({ length: count }, (_, i) => `${quote}a${i}${quote}`)
const bad = '/home/dev/diary.md'

describe('what stands behind as many harmless things as are looked at is stopped', () => {
  test('in bash', () => {
    const lines = [...harmless(limits.groups), bad].join('\n')
    const cut = `${'a'.repeat(limits.cutText)}.${bad}`
    const traps = 'trap ls EXIT; '.repeat(limits.traps)
    for (const code of [
      `xargs -I{} rm {} <<EOF\n${lines}\nEOF`,
      `parallel rm <<EOF\n${lines}\nEOF`,
      `parallel rm ::: ${lines.replaceAll('\n', ' ')}`,
      `for f in ${harmless(limits.loopItems).join(' ')} ${bad}; do rm $f; done`,
      `while read f; do rm $f; done <<EOF\n${harmless(limits.loopItems).join('\n')}\n${bad}\nEOF`,
      `x=${cut}; rm \${x#*.}`,
      `x=a; ${traps}trap 'rm $x' EXIT; x=${bad}`,
      `${'nice '.repeat(limits.calls)}rm ${bad}`,
    ])
      assert.notEqual(verdict(code), 'allow', code.slice(0, 80))
  })
  test('in PowerShell', () => {
    const many = harmless(limits.datumItems, "'").join(',')
    for (const code of [
      `$a = @(${many}); $a += '${bad}'; ri $a`,
      `ri ('${harmless(limits.datumItems).join(',')},${bad}' -split ',')`,
      `$a = @(${"'#',".repeat(limits.datumItems)}"\`nri ${bad}"); iex "$a"`,
      `foreach ($f in ${harmless(limits.unrolled, "'").join(',')},'${bad}') { ri $f }`,
      `iex (-join [char[]]('${'#'.repeat(limits.datumItems)}' + "\`nri ${bad}"))`,
    ])
      assert.notEqual(verdict(code, 'powershell'), 'allow', code.slice(0, 80))
  })
})
