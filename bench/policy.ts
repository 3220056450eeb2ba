// The policy: one decision with few and many rules, loading the grammars, the worst long texts.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../test/helpers/repository.ts'
import { policySchema, type PackName } from '../source/core/policy-settings.ts'
import { configSchema } from '../source/core/config-schema.ts'
import { compilePolicy, type Policy } from '../source/policy/policy.ts'
import { compareProcesses, median, milliseconds, program, times, type Row } from './measure.ts'

function policyWith(count: number, packs: readonly PackName[] = []): Policy {
  const effects = ['deny', 'ask', 'allow']
  const rules = Array.from({ length: count }, (_, i) =>
    i % 2 === 0
      ? { id: `p${i}`, effect: effects[i % 3], program: [`program-${i}`], args: { flags: ['--force'] } }
      : { id: `a${i}`, effect: 'deny', action: ['delete', 'overwrite'], in: [`/srv/data-${i}/**`] },
  )
  const compiled = compilePolicy({
    config: configSchema.parse({ workspace_dir: 'w', logs_dir: 'l', allow_types: ['bash'] }),
    policy: policySchema.parse({ rules, packs }),
    placeOf: () => '',
    placeOfRule: () => '',
    around: { root: '/home/dev/ws', home: '/home/dev', temporary: '/tmp' },
  })
  if (!compiled.ok) throw new Error(compiled.failure.what)
  return compiled.value
}

const commands = [
  'ls -la src',
  'rm -rf build',
  'git commit -m x && git push',
  'for f in *.ts; do cp "$f" /srv/x/; done',
]

/** Milliseconds of one decision, the median of many. */
function decision(policy: Policy, codes: readonly string[], runs: number): number {
  const spent: number[] = []
  for (let i = 0; i < runs; i++) {
    const began = performance.now()
    for (const code of codes) policy.judge({ type: 'bash', code })
    spent.push((performance.now() - began) / codes.length)
  }
  return median(spent)
}

/** Texts of 10 kB that make the reader or the rules work hard. */
const long: Readonly<Record<string, string>> = {
  operands: `rm ${'x '.repeat(5000)}`,
  statements: 'ls; '.repeat(2500),
  'nested loops': `${'for i in 1 2 3; do '.repeat(300)}rm x${'; done'.repeat(300)}`,
  'nested substitutions': `${'$('.repeat(3000)}ls${')'.repeat(3000)}`,
  braces: `echo ${'{a,b}'.repeat(2000)}`,
  stars: `rm /${'*'.repeat(10_000)}/srv`,
  'a pattern on a long text': `x=${'a'.repeat(9900)}; echo "\${x%%*b*b}"`,
}

/** Lines `{"type":…,"code":…}` of a file; without one the policy's own corpora. */
function commandsOf(file: string | undefined): { type: 'bash' | 'powershell'; code: string }[] {
  const own = ['harmless', 'harmless2', 'bypass', 'bypass2'].map((name) =>
    join(repository, `test/fixtures/policy/${name}.jsonl`),
  )
  const lines = (file === undefined ? own : [file]).flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'))
  return lines.map((line) => {
    const row: unknown = JSON.parse(line)
    const has = (key: string): unknown => (typeof row === 'object' && row !== null ? Reflect.get(row, key) : undefined)
    return { type: has('type') === 'powershell' ? 'powershell' : 'bash', code: String(has('code')) }
  })
}

/** How long each of many real commands takes, once warm. */
function corpusRows(file: string | undefined): Row[] {
  const policy = policyWith(0, ['guarded'])
  const all = commandsOf(file)
  const spent = all
    .map((command) => {
      policy.judge(command)
      const began = performance.now()
      policy.judge(command)
      return performance.now() - began
    })
    .toSorted((a, b) => a - b)
  const at = (share: number): number => spent[Math.min(spent.length - 1, Math.floor(spent.length * share))] ?? 0
  const limit = 250
  return (
    [
      ['p50', 0.5],
      ['p99', 0.99],
      ['the worst', 1],
    ] as const
  ).map(([name, share]): Row => ({
    what: `${name} of ${spent.length} commands`,
    value: milliseconds(at(share)),
    against: `the limit of one decision, ${limit} ms`,
    ratio: times(at(share), limit),
  }))
}

/** Rows of `npm run bench -- policy [FILE.jsonl]`. */
export function policyRows(file?: string): Row[] {
  const few = policyWith(20)
  decision(few, commands, 300)
  const base = decision(few, commands, 300)
  const many = [1000, 10_000].map((count): Row => {
    const spent = decision(policyWith(count), commands, 100)
    return {
      what: `one decision with ${count} rules`,
      value: milliseconds(spent),
      against: `20 rules, ${milliseconds(base)}`,
      ratio: times(spent, base),
    }
  })
  const guarded = decision(policyWith(0, ['guarded']), commands, 100)
  const check = [program, 'policy', 'check', '--pack', 'guarded', '--', 'ls']
  const [first, version] = compareProcesses(check, [program, '--version'], 11)
  const strict = policyWith(0, ['guarded'])
  const worst = Object.entries(long)
    .map(([name, code]) => ({ name, spent: decision(strict, [code], 3) }))
    .toSorted((a, b) => b.spent - a.spent)
    .slice(0, 3)
  return [
    ...corpusRows(file),
    ...many,
    {
      what: 'one decision of the pack guarded',
      value: milliseconds(guarded),
      against: `20 rules, ${milliseconds(base)}`,
      ratio: times(guarded, base),
    },
    {
      what: 'first decision of a fresh process, grammars loaded',
      value: milliseconds(first),
      against: `tos --version, which loads none, ${milliseconds(version)}`,
      ratio: times(first, version),
    },
    ...worst.map(({ name, spent }) => ({
      what: `10 kB of ${name}`,
      value: milliseconds(spent),
      against: `a short command, ${milliseconds(guarded)}`,
      ratio: times(spent, guarded),
    })),
  ]
}
