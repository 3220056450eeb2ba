import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { loopOf, makeProject, temporaryFolder, tos, writeResult } from '../helpers/project.ts'

const work = { commands: [writeResult] }

describe('status', () => {
  test('says where the loop stands, for people and for programs', async (t) => {
    const project = makeProject(t, { config: loopOf(3), steps: [work] })
    assert.match((await project.tos(['status'])).out, /^state +new$/m)
    await project.tos(['run'])
    const { out } = await project.tos(['status'])
    assert.match(out, /^state +ended$/m)
    assert.match(out, /^job +1 of 3 sample, done$/m)
    assert.match(out, /^ended +done \(job 1\/3 completed\) \(exit code 0\)$/m)
    const facts = JSON.parse((await project.tos(['status', '--json'])).out)
    assert.partialDeepStrictEqual(facts, { state: 'ended', phase: 'done', jobs_done: 1, max_jobs: 3, exit_code: 0 })
  })
  test('counts no look behind the last step as one of the steps, and knows what was raised', async (t) => {
    const steps = [{ commands: ['true'] }, { commands: ['false'] }, { commands: ['ls'] }, work]
    const project = makeProject(t, { config: { ...loopOf(1), max_steps: 2 }, steps })
    await project.tos(['run'])
    const used = (await project.tos(['status'])).out
    assert.match(used, /^step +2 of 2, max_steps_reached$/m)
    assert.match(used, /^next +tos resume --raise max_steps=4$/m)
    await project.tos(['resume', '--raise', 'max_steps=4'])
    assert.match((await project.tos(['status'])).out, /^step +4 of 4, done$/m)
    const facts = JSON.parse((await project.tos(['status', '--json'])).out)
    assert.partialDeepStrictEqual(facts, { step: { step: 5, max_steps: 4, finished: 'done' } })
  })
})

describe('runs', () => {
  test('lists the runs of this loop and of archived ones', async (t) => {
    const project = makeProject(t, { steps: [work, work], config: loopOf(2) })
    await project.tos(['run'])
    await project.tos(['run'])
    await project.tos(['cleanrun'])
    const rows = JSON.parse((await project.tos(['runs', '--json'])).out)
    assert.deepEqual(
      rows.map((row: Record<string, unknown>) => [row['run'], row['mode'], row['exit_code']]),
      [
        [1, 'run', 0],
        [2, 'run', 0],
        [1, 'cleanrun', 0],
      ],
    )
    assert.match((await project.tos(['runs', 'list'])).out, /run {3}1 {2}run .* exit 0 {2}done \(job 1\/2 completed\)/)
  })
})

describe('replay', () => {
  test('rebuilds the files from the journal byte for byte and keeps the ones found', async (t) => {
    const config = { ...loopOf(3), execution_policy: { stop_on_deny: false, deny_if_contains: ['rm '] } }
    const steps = [
      { commands: ['rm x'] },
      { commands: ['echo a', writeResult] },
      { commands: ['x'], approval: false },
      work,
      work,
    ]
    const project = makeProject(t, { config, steps })
    await project.tos(['run', '--loop'])
    const loop = project.events()[0]
    assert.ok(loop?.type === 'loop.started')
    const folders = ['logs/steps', `logs/archive/${loop.loop}/job_001`, `logs/archive/${loop.loop}/job_002`]
    const names = [
      'logs/phase_summary.json',
      'logs/last_run_summary.json',
      'logs/last_run_summary.txt',
      'workspace/artifacts/phase_state.json',
      'workspace/artifacts/job_result.json',
    ]
    const files = () => [
      ...names,
      ...folders.flatMap((folder) => readdirSync(project.path(folder)).map((name) => `${folder}/${name}`)),
    ]
    const before = files().map((name) => [name, project.text(name)])
    for (const name of names) project.write(name, 'lost')
    const { code, err } = await project.tos(['replay'])
    assert.equal(code, 0, err)
    assert.deepEqual(
      files().map((name) => [name, project.text(name)]),
      before,
    )
    const kept = readdirSync(project.path('logs/archive')).find((name) => name.startsWith('replaced-'))
    assert.equal(project.text(`logs/archive/${kept}/phase_summary.json`), 'lost')
  })

  test('rebuilds an archived journal elsewhere', async (t) => {
    const project = makeProject(t, { steps: [work, work] })
    await project.tos(['run'])
    const state = project.text('workspace/artifacts/phase_state.json')
    cpSync(project.path('logs/journal.ndjson'), project.path('old.ndjson'))
    const target = `${temporaryFolder(t)}/out`
    assert.equal((await project.tos(['replay', project.path('old.ndjson'), '--dir', target])).code, 0)
    assert.equal(execFileSync('cat', [`${target}/workspace/artifacts/phase_state.json`], { encoding: 'utf8' }), state)
  })

  test('--record turns a journal into a recording that plays the same run', async (t) => {
    const failure = { kind: 'overloaded', message: 'busy', status: 529 }
    const answers = [
      { role: 'draft', failure },
      { role: 'draft', text: 'no json' },
    ]
    const { answersOf } = await import('../helpers/project.ts')
    const first = makeProject(t, {
      config: { api_retry: 1 },
      answers: [...answers, ...answersOf({ commands: ['echo hi', writeResult] })],
    })
    assert.equal((await first.tos(['run'])).code, 0)
    const { code, err } = await first.tos(['replay', '--record', first.path('recorded.json')])
    assert.equal(code, 0)
    assert.match(err, /5 answers recorded/)
    const second = makeProject(t, { config: { api_retry: 1 } })
    second.write('config/recording.json', first.text('recorded.json'))
    assert.equal((await second.tos(['run'])).code, 0)
    const kinds = (project: typeof first) => project.events().map(({ type }) => type)
    assert.deepEqual(kinds(second), kinds(first))
  })
})

test('the start makes no folder for temporary files: Node would try for ever where the system makes none', async (t) => {
  const project = makeProject(t)
  const TMPDIR = project.path('absent/deep')
  const { code } = await project.tos(['status'], { environment: { TMPDIR, NODE_COMPILE_CACHE: '' }, isProcess: true })
  assert.equal(code, 0)
  assert.equal(existsSync(project.path('absent')), false)
})

describe('init', () => {
  test('makes a project that doctor finds in order but for what the operator must bring', async (t) => {
    const root = temporaryFolder(t)
    execFileSync('git', ['init', '-q', root])
    const made = await tos(['init', root])
    assert.equal(made.code, 0)
    // Only recorded models can be had in this version.
    const replay = { provider: 'replay' }
    writeFileSync(`${root}/r.json`, '{"v":1,"answers":[]}')
    writeFileSync(
      `${root}/config/tos.json`,
      JSON.stringify({ models: { draft: replay, review: replay, final: replay, replay: 'r.json' } }),
    )
    const environment = { OPENAI_API_KEY: 'k'.repeat(20), ANTHROPIC_API_KEY: 'a'.repeat(20) }
    const { out } = await tos(['doctor', '--json', '--root', root], { environment })
    const { findings } = JSON.parse(out) as { findings: { level: string; check: string }[] }
    const failing = findings.filter(({ level }) => level === 'FAIL').map(({ check }) => check)
    assert.deepEqual(failing, [])
  })
  test('changes nothing that is there', async (t) => {
    const project = makeProject(t)
    const before = project.text('config/config_v0_3.json')
    const { code, err } = await tos(['init', project.root])
    assert.equal(code, 2)
    assert.match(err, /this is a project already/)
    assert.equal(project.text('config/config_v0_3.json'), before)
  })
  test('makes none in a folder of git', async (t) => {
    const root = temporaryFolder(t)
    execFileSync('git', ['init', '-q', root])
    const { code, err } = await tos(['init'], { folder: `${root}/.git/hooks` })
    assert.deepEqual([code, existsSync(`${root}/.git/hooks/config`)], [2, false])
    assert.match(err, /this is a folder of git's own; name one of yours: 'tos init DIR'/)
  })
  test('is made where --root says, too', async (t) => {
    const [here, root] = [temporaryFolder(t), temporaryFolder(t)]
    const { code, err } = await tos(['init', '--root', root], { folder: here })
    assert.equal(code, 0, err)
    assert.deepEqual(readdirSync(here), [])
    assert.ok(existsSync(`${root}/config/config_v0_3.json`))
  })
  test('appends to a .gitignore what is missing and keeps the rest', async (t) => {
    const root = temporaryFolder(t)
    execFileSync('sh', ['-c', 'printf "node_modules\nlogs/" > .gitignore'], { cwd: root })
    await tos(['init', root])
    assert.equal(
      execFileSync('cat', [`${root}/.gitignore`], { encoding: 'utf8' }),
      'node_modules\nlogs/\nworkspace/\n.env*\n!.env.example\n',
    )
  })
})

describe('doctor', () => {
  test('names a missing key as what must be mended, and calls nothing', async (t) => {
    const project = makeProject(t, { tos: {} })
    project.write('config/tos.json', '{}')
    const { code, out } = await project.tos(['doctor'])
    assert.equal(code, 1)
    assert.match(out, /^FAIL {2}start +environment: missing env vars OPENAI_API_KEY ANTHROPIC_API_KEY$/m)
    assert.match(out, /-> export OPENAI_API_KEY and ANTHROPIC_API_KEY, or write/)
    assert.equal(existsSync(project.path('logs')), false)
  })
  test('runs nothing that a repository inside the project brings along', async (t) => {
    const project = makeProject(t)
    const outside = temporaryFolder(t)
    const plant = [
      `git init -q inside && cd inside`,
      `git config filter.x.clean 'touch ${outside}/ran; cat'`,
      `echo '* filter=x' >.gitattributes && echo 1 >file`,
      `git add . && git -c user.name=a -c user.email=a@b commit -qm a && echo 22 >file`,
      `cd .. && git add inside && rm -f ${outside}/ran`,
    ]
    execFileSync('sh', ['-c', `(git status || git init -q) >/dev/null 2>&1; ${plant.join(' && ')}`], {
      cwd: project.root,
      stdio: 'ignore',
    })
    const { out } = await project.tos(['doctor'])
    assert.match(out, /differ from the last commit/)
    assert.deepEqual(readdirSync(outside), [])
  })
  test('tells of a crashed run', async (t) => {
    const project = makeProject(t, { steps: [{ commands: ['kill -9 $PPID; sleep 5'] }] })
    await project.tos(['run'], { isProcess: true })
    const { code, out } = await project.tos(['doctor'])
    assert.equal(code, 1)
    assert.match(out, /^FAIL {2}last run +the run of pid \d+ ended without a word$/m)
  })
})

describe('demo', () => {
  test('on a pipe runs three jobs with one denial, one rejection and one mended failure, and checks the numbers', async (t) => {
    const root = `${temporaryFolder(t)}/demo`
    const { code, out, err } = await tos(['demo', '--dir', root])
    assert.equal(code, 0, err)
    assert.equal(out.match(/checked: equal/g)?.length, 3)
    assert.match(out, /look around: cd /)
    const status = JSON.parse((await tos(['status', '--json', '--root', root])).out)
    assert.partialDeepStrictEqual(status, {
      phase: 'job_loop_complete',
      jobs_done: 3,
      decisions: { deny: 1 },
      commands: { failed: 1 },
    })
    const changed = readFileSync(`${root}/logs/journal.ndjson`, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"snapshot.made"'))
      .map((line) => JSON.parse(line).files)
    assert.ok(
      changed.some((files) => files > 0),
      `a step changes files: ${changed.join(' ')}`,
    )
  })
  test('--prepare only makes its project, which run --loop then runs', async (t) => {
    const root = `${temporaryFolder(t)}/demo`
    assert.equal((await tos(['demo', '--prepare', '--dir', root])).code, 0)
    assert.equal(existsSync(`${root}/logs/journal.ndjson`), false)
    assert.equal((await tos(['run', '--loop', '--root', root])).code, 0)
    assert.equal(execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }), '')
  })
  test('refuses a folder that holds something', async (t) => {
    const project = makeProject(t)
    assert.equal((await tos(['demo', '--dir', project.root])).code, 2)
  })
})
