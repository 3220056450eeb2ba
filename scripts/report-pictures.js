// Draws the pictures of reports in docs/images: a night of 40 jobs, a loop whose runner was killed, the demo in Japanese on a narrow
// window. The built program on real loops, opened in a headless Chromium: `npm run pictures`.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { makeNight } from './night-project.js'

const root = new URL('..', import.meta.url).pathname
const program = join(root, 'bin', 'tos-tui.js')
const folder = mkdtempSync(join(tmpdir(), 'tos-pictures-'))
const environment = {
  ...process.env,
  XDG_CONFIG_HOME: join(folder, 'config'),
  XDG_STATE_HOME: join(folder, 'state'),
  LANG: 'C.UTF-8',
  TZ: 'UTC',
}
delete environment.CI
const tos = (...args) => execFileSync(process.execPath, [program, ...args], { env: environment, stdio: 'ignore' })

/** Long enough to be a gap of the axis. */
const waitMs = 30_000

/** Resolves when the journal holds all of these types, each in its turn. */
async function happened(project, type, times = 1) {
  const journal = join(project, 'logs', 'journal.ndjson')
  for (;;) {
    try {
      if (readFileSync(journal, 'utf8').split(`"type":"${type}"`).length > times) return
    } catch {
      // Not begun yet.
    }
    await delay(200)
  }
}

const ended = (child) => new Promise((resolve) => child.once('exit', resolve))

/** A loop whose question is answered after a while; killed with job `last` when that is named. */
async function night(name, answer, last) {
  const project = join(folder, name)
  makeNight(project)
  const runner = spawn(process.execPath, [program, 'run', '--loop', '--plain', '--root', project], {
    env: environment,
    stdio: 'ignore',
  })
  const end = ended(runner)
  await happened(project, 'approval.asked')
  await delay(waitMs)
  tos(...answer, '--root', project)
  if (last !== undefined) {
    await happened(project, 'job.started', last)
    await happened(project, 'command.started', last)
    runner.kill('SIGKILL')
  }
  await end
  return project
}

/** The upper part of a report, as it lies in a window. */
function save(name, project, { size, isDark = false, language = 'en' }) {
  const page = join(folder, `${name}.html`)
  tos('report', '--lang', language, '-o', page, '--root', project)
  const dark = isDark ? ['--blink-settings=preferredColorScheme=0'] : []
  const picture = `--screenshot=${join(root, 'docs', 'images', `report-${name}.png`)}`
  const still = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    `--user-data-dir=${folder}/chromium`,
  ]
  execFileSync('chromium', [...still, ...dark, `--window-size=${size}`, picture, page], { stdio: 'ignore' })
}

// Without one every sign is the same box.
if (execFileSync('fc-list', [':lang=ja'], { encoding: 'utf8' }).trim() === '')
  throw new Error("there is no Japanese font; 'apt-get install fonts-noto-cjk' brings one")

try {
  save('night', await night('night', ['deny', '--reason', 'no foreign rates in the report']), { size: '1000,1900' })
  save('crash', await night('crash', ['approve'], 19), { size: '1000,1500', isDark: true })
  const demo = join(folder, 'uriage')
  tos('demo', '--plain', '--dir', demo)
  save('demo-ja', demo, { size: '500,1700', language: 'ja' })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
