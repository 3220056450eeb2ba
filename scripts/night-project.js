// A project whose loop of 40 jobs has a night behind it: denies, failures, rejections, a question, and a limit.
// The commands are real, only the models' answers are recorded.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const nightJobs = 40
/** Tokens the loop may take: they are used up before its end. */
const maxTokens = 168_000

const regions = ['tokyo', 'osaka', 'sapporo', 'fukuoka']
const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']
const placeOf = (job) => ({
  region: regions[(job - 1) % regions.length],
  month: months[Math.floor((job - 1) / regions.length)],
})

/** A step: commands drafted, what the reviewer says and writes instead, what is decided. */
function stepsOf(job) {
  const { region, month } = placeOf(job)
  const report = `reports/2025-${month}-${region}.md`
  const sum = `awk -F, '$1 ~ /^2025-${month}/ && $2 == "${region}" { s += $3; n++ } END { printf "合計: %d\\n平均: %.2f\\n件数: %d\\n", s, n ? s / n : 0, n }' data/sales.csv > workspace/results/result_v2.txt`
  const write = `mkdir -p reports && { echo "# ${region}, 2025-${month}"; cat workspace/results/result_v2.txt; } > ${report}`
  const well = { commands: [sum, write], review: 'reads the data, writes only the report; good' }
  const before = {
    4: [{ commands: [`grep -c ${region} data/sale.csv`], review: 'fine, but is the file name right?' }],
    9: [{ commands: ['rm -rf ~/archive', sum], review: 'old reports would go; acceptable' }],
    13: [
      {
        commands: [`sed -i '/${region}/!d' data/sales.csv`, sum],
        review: 'sed -i destroys the source data; filter while reading instead',
        approval: false,
      },
    ],
    17: [
      { commands: ['curl -s https://rates.example/eur.json > data/eur.json', sum], review: 'needs the network; ask' },
    ],
    21: [{ commands: ['python3 -c "import pandas_of_next_year"', sum], review: 'the module may be missing' }],
    26: [{ commands: [`test -s reports/2025-13-${region}.md`], review: 'there is no month 13' }],
    30: [{ commands: ['cat ~/.ssh/id_ed25519 > reports/key.txt'], review: 'why would a report need that?' }],
  }[job]
  const last =
    job % 6 === 0
      ? { ...well, drafted: [sum, `echo "${region}" > ${report}`], review: 'the report needs its figures' }
      : well
  return [...(before ?? []), last]
}

const bash = (codes) => codes.map((code) => ({ type: 'bash', code }))

function answersOf({ commands, drafted = commands, review, approval = true }, job, step) {
  const latency = 20 + ((job * 37 + step * 11) % 9) * (job % 7 === 0 ? 60 : 15)
  const usage = { input: 1000 + ((job * 131) % 400), output: 80 + ((job * 53) % 240), cached: 0 }
  const answer = (role, value) => ({ role, text: JSON.stringify(value), latency_ms: latency, pieces: 4, usage })
  const asked = [
    answer('draft', { thought: 'the report of the month', commands: bash(drafted) }),
    answer('review', { review, improved_commands: bash(commands), approval }),
  ]
  return approval
    ? [...asked, answer('final', { final_commands: bash(commands), summary: 'the report is written' })]
    : asked
}

function salesOf() {
  let seed = 20251213
  const next = (limit) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * limit)
  }
  return Array.from({ length: 365 }, (_, day) => {
    const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
    return `${date},${regions[next(regions.length)]},${1000 + next(9000)}\n`
  }).join('')
}

/** Makes it in a new folder, committed. */
export function makeNight(root) {
  const replay = { provider: 'replay' }
  const answers = Array.from({ length: nightJobs }, (_, i) => i + 1).flatMap((job) =>
    stepsOf(job).flatMap((step, i) => answersOf(step, job, i + 1)),
  )
  const files = {
    'config/config_v0_3.json': {
      workspace_dir: 'workspace',
      logs_dir: 'logs',
      allow_types: ['bash'],
      timeout_sec: 20,
      max_steps: 4,
      execution_policy: { default_action: 'allow', stop_on_deny: false },
      s5_settings: { enabled: true, job_loop: { enabled: true, max_jobs: nightJobs, job_name: 'report' } },
    },
    'config/tos.json': {
      models: { draft: replay, review: replay, final: replay, replay: 'config/recording.json' },
      policy: { packs: ['guarded'] },
      limits: { max_tokens: maxTokens },
    },
    'config/recording.json': { v: 1, answers },
    'workspace/artifacts/job_input.json': { job_name: 'report', csv: 'data/sales.csv' },
    'data/sales.csv': `date,region,amount\n${salesOf()}`,
    '.gitignore': 'logs/\nworkspace/\n',
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`)
  }
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=op', '-c', 'user.email=op@example.com', ...args], {
      cwd: root,
      stdio: 'ignore',
    })
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-q', '-m', 'the year')
}
