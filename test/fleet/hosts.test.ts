import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { answers } from '../../source/core/answers.ts'
import type { Event } from '../../source/core/event.ts'
import { cannotTry } from '../helpers/people.ts'
import { loopOf, makeProject, temporaryFolder, tos, writeResult, type ProjectOptions } from '../helpers/project.ts'
import { serverOfGroup, tell, withoutPostgres } from '../helpers/postgres.ts'
import { isRunning } from '../helpers/processes.ts'
import { until } from '../helpers/until.ts'

const skip = withoutPostgres || cannotTry({ name: 'whoever runs this', before: [] })

const secret = 'very-secret'
const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@n', ...args], { cwd: folder, encoding: 'utf8' }).trim()

/** A folder with every program of the system but one. */
function programsWithout(t: TestContext, name: string): string {
  const folder = temporaryFolder(t)
  for (const program of readdirSync('/usr/bin'))
    if (program !== name) symlinkSync(`/usr/bin/${program}`, join(folder, program))
  return folder
}

describe('a fleet of several hosts', { skip }, () => {
  const { newDatabase } = serverOfGroup()

  /** A database of its own, and hosts that share nothing but it and the git remote. */
  async function openFleet(t: TestContext) {
    const url = new URL(await newDatabase())
    url.password = secret
    const hostOf = () => {
      const config = temporaryFolder(t)
      mkdirSync(join(config, 'tos-tui'))
      writeFileSync(join(config, 'tos-tui', 'fleet.json'), JSON.stringify({ url: url.href }), { mode: 0o600 })
      const state = temporaryFolder(t)
      const environment = { XDG_CONFIG_HOME: config, XDG_STATE_HOME: state }
      return {
        call: (...args: string[]) => tos(args, { environment }),
        environment,
        file: join(config, 'tos-tui', 'fleet.json'),
        loops: join(state, 'tos', 'fleet', 'loops'),
        /** What the runners of loops said whose folders are still there. */
        said: () =>
          globSync(join(state, 'tos/fleet/loops/*/*/tree/logs/runner.log'))
            .map((path) => readFileSync(path, 'utf8'))
            .join(''),
      }
    }
    const [desk, a, b] = [hostOf(), hostOf(), hostOf()]
    const init = await desk.call('fleet', 'init')
    assert.equal(init.code, 0, init.err)
    return {
      desk,
      a,
      b,
      url: url.href,
      list: async () => JSON.parse((await desk.call('fleet', 'list', '--json')).out),
      /** A project that is pushed, and submitted with what is not. */
      async submit(options: ProjectOptions) {
        const project = makeProject(t, { config: loopOf(1), ...options })
        project.write('.gitignore', 'workspace/\nlogs/\n')
        git(project.root, 'init', '-q', '-b', 'main')
        git(project.root, 'add', '.')
        git(project.root, 'commit', '-qm', 'project')
        const remote = temporaryFolder(t)
        git(remote, 'init', '-q', '--bare', '-b', 'main')
        git(project.root, 'remote', 'add', 'origin', remote)
        git(project.root, 'push', '-q', 'origin', 'main')
        project.write('beyond.txt', 'not committed\n')
        const { code, out, err } = await desk.call('submit', '--root', project.root)
        assert.equal(code, 0, err)
        return { name: out.trim(), project }
      },
    }
  }

  const walled = { exec: { sandbox: 'auto' } }
  const replay = { provider: 'replay' }
  const models = { draft: replay, review: replay, final: replay, replay: 'config/recording.json' }

  test('a loop runs far from its project, sees nothing of the database, and what it left is got back', async (t) => {
    const fleet = await openFleet(t)
    const look = 'env > seen.txt; cat /proc/*/environ /proc/*/cmdline >> seen.txt 2>&1; ls -l /proc/self/fd >> seen.txt'
    const { name } = await fleet.submit({
      tos: { models, ...walled },
      steps: [{ commands: [`${look}; cat beyond.txt ${fleet.a.file} >> seen.txt 2>&1`, writeResult] }],
    })
    const worked = await fleet.a.call('worker', '--drain')
    assert.match(
      worked.out,
      new RegExp(`${name} begins: .*\n${name} ended \\(exit 0\\)`),
      worked.out + worked.err + fleet.a.said(),
    )
    assert.deepEqual(globSync('*', { cwd: fleet.a.loops }), [])
    assert.partialDeepStrictEqual(await fleet.list(), [{ name, state: 'ended', exitCode: 0, attempt: 1 }])
    const said = async (...words: string[]): Promise<unknown> =>
      JSON.parse((await fleet.desk.call('fleet', ...words, '--json')).out)
    assert.partialDeepStrictEqual(answers.hosts().parse(await said('hosts')), [{ slots: 1, running: 0 }])
    answers.people().parse(await said('role'))
    const limits = answers.limits().parse(await said('limits', 'web', '3', 'usd_per_day=2.5'))
    assert.partialDeepStrictEqual(limits, [{ team: 'web', maxRunning: 3, usdPerDay: 2.5, requestsPerMin: null }])
    const to = join(temporaryFolder(t), 'result')
    const got = await fleet.desk.call('fleet', 'get', name, to)
    assert.equal(got.code, 0, got.err)
    assert.match(readFileSync(join(to, 'workspace/results/result_v2.txt'), 'utf8'), /合計: 6/)
    assert.match(readFileSync(join(to, 'logs/journal.ndjson'), 'utf8'), /"type":"run.ended".*\n$/)
    const seen = readFileSync(join(to, 'seen.txt'), 'utf8')
    assert.match(seen, /TOS_COMMAND=[^]*not committed\n/)
    assert.doesNotMatch(seen, new RegExp(`${secret}|TOS_FLEET|TOS_REPLICA|postgres:|socket:`))
    assert.match((await fleet.desk.call('fleet', 'show', name)).out, /base .* of \//)
    assert.doesNotMatch((await fleet.desk.call('fleet', 'show', name, '--json')).out, new RegExp(secret))
  })

  test('when a host dies its loop goes on at another from the last recorded tree; what had finished is not run again', async (t) => {
    const fleet = await openFleet(t)
    const hangs = 'case "$PWD" in */1/tree) touch waiting; sleep 600;; esac; echo two >> two.txt'
    const { name } = await fleet.submit({
      tos: { models, ...walled },
      steps: [{ commands: ['echo one >> one.txt; mkdir -p workspace/hollow', hangs, writeResult] }],
    })
    const tree = join(fleet.a.loops, name, '1', 'tree')
    const killed = await tos(['worker'], {
      environment: fleet.a.environment,
      onStart: (child) => void until(() => existsSync(join(tree, 'waiting'))).then(() => child.kill('SIGKILL')),
    })
    assert.equal(killed.code, null)
    const lines = readFileSync(join(tree, 'logs/journal.ndjson'), 'utf8').split('\n').filter(Boolean)
    const pid = Number(lines.map((line) => JSON.parse(line)).find(({ type }) => type === 'run.started').pid)
    await until(() => !isRunning(pid))
    await tell(fleet.url, `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour'`)
    assert.partialDeepStrictEqual(await fleet.list(), [{ state: 'lost', standing: { job: 1, step: 1 } }])
    const next = await fleet.b.call('worker', '--drain')
    assert.match(
      next.out,
      new RegExp(`${name} goes on, attempt 2: .*\n${name} ended \\(exit 0\\)`),
      next.out + next.err,
    )
    const to = join(temporaryFolder(t), 'result')
    await fleet.desk.call('fleet', 'get', name, to)
    assert.equal(readFileSync(join(to, 'one.txt'), 'utf8'), 'one\n')
    assert.equal(readFileSync(join(to, 'two.txt'), 'utf8'), 'two\n')
    assert.ok(existsSync(join(to, 'workspace/hollow')))
    // What was under way when the host died had left nothing on record; its own folder has it still.
    assert.ok(!existsSync(join(to, 'waiting')))
    const left = answers.attempts().parse(JSON.parse((await fleet.a.call('fleet', 'salvage', '--json')).out))
    assert.partialDeepStrictEqual(left, [{ name, attempt: 1, folder: tree }])
    const salvaged = await fleet.a.call('fleet', 'salvage', name, `${to}-salvaged`, '--json')
    assert.partialDeepStrictEqual(answers.salvaged().parse(JSON.parse(salvaged.out)), { path: `${to}-salvaged` })
    assert.match(salvaged.err, new RegExp(`attempt 1, \\d+ lines in its journal, \\d+ of them not on record`))
    assert.ok(existsSync(join(`${to}-salvaged`, 'waiting')))
    assert.equal((await fleet.b.call('fleet', 'salvage', name, `${to}-none`)).code, 1)
  })

  test('a question that nobody answers gives the slot back; answered from anywhere, the loop goes on at another host', async (t) => {
    const fleet = await openFleet(t)
    const { name, project } = await fleet.submit({
      tos: {
        models,
        ...walled,
        policy: { rules: [{ id: 'ask-touch', effect: 'ask', program: ['touch'] }], contained: 'ask' },
        fleet: { park_after_sec: 0.01 },
      },
      steps: [{ commands: ['touch asked'] }, { commands: ['touch denied'] }, { commands: [writeResult] }],
    })
    const parked = await fleet.a.call('worker', '--drain')
    assert.match(parked.out, new RegExp(`${name} waits for a person`), parked.out + parked.err + fleet.a.said())
    assert.match(
      (await fleet.desk.call('fleet', 'questions')).out,
      new RegExp(`^${name} {2}asks .*question 1: touch asked`),
    )
    const again = await fleet.desk.call('submit', '--root', project.root)
    assert.equal(again.code, 3)
    const wrong = await fleet.desk.call('approve', '2', '--loop', name)
    assert.match(wrong.err, /question 2 is not open; the open one is 1/)
    for (const words of [['raise', 'max_steps=9'], ['note', 'be brief'], ['pause'], ['resume'], ['approve']]) {
      const asked = await fleet.desk.call(...words, '--loop', name)
      assert.equal(asked.code, 0, asked.err)
    }
    // It began behind walls: a host that has none takes nothing, and one that asks for none does not go on with it.
    const environment = { ...fleet.b.environment, PATH: programsWithout(t, 'bwrap') }
    const without = await tos(['worker', '--drain'], { environment, isProcess: true })
    assert.match(
      without.out,
      /this host has no sandbox: bubblewrap .* is not on the PATH; .*; nothing is taken until then/,
    )
    assert.equal(without.code, 1)
    assert.partialDeepStrictEqual(await fleet.list(), [{ state: 'queued', attempt: 1 }])
    writeFileSync(fleet.b.file, JSON.stringify({ url: fleet.url, require_sandbox: false }), { mode: 0o600 })
    const bare = await tos(['worker', '--drain'], { environment, isProcess: true })
    assert.match(bare.out, new RegExp(`${name} cannot run here: .*bubblewrap \\(bwrap\\) is not on the PATH`), bare.out)
    assert.partialDeepStrictEqual(await fleet.list(), [{ state: 'lost', attempt: 2, fruitless: 0 }])
    await tell(fleet.url, `update pgboss.job set start_after = clock_timestamp()`)
    const next = await fleet.b.call('worker', '--drain')
    assert.match(next.out, new RegExp(`${name} waits for a person`), next.out + next.err + fleet.b.said())
    for (const words of [['deny', '2', '--reason', 'not that'], ['stop']]) {
      const asked = await fleet.desk.call(...words, '--loop', name)
      assert.equal(asked.code, 0, asked.err)
    }
    const last = await fleet.a.call('worker', '--drain')
    assert.match(last.out, new RegExp(`${name} ended \\(exit`), last.out + last.err + fleet.a.said())
    const to = join(temporaryFolder(t), 'result')
    await fleet.desk.call('fleet', 'get', name, to)
    assert.ok(existsSync(join(to, 'asked')))
    assert.ok(!existsSync(join(to, 'denied')))
    const events: Event[] = readFileSync(join(to, 'logs/journal.ndjson'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    const asked = events.filter((event) => 'by' in event && event.by === 'tos').map(({ type }) => type)
    assert.deepEqual(asked, [
      'limit.raised',
      'note.added',
      'run.pauseRequested',
      'run.resumeRequested',
      'approval.answered',
      'approval.answered',
      'run.stopRequested',
    ])
  })
})
