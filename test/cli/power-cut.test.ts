// The power goes while a loop runs: whatever was acknowledged is there, the repository is clean, and the loop goes on.
import assert from 'node:assert/strict'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { Event } from '../../source/core/event.ts'
import { unsynced } from '../../source/files/journal-synced.ts'
import { openDisk, type Disk } from '../helpers/disk.ts'
import { loopOf, makeProject, tos, writeResult } from '../helpers/project.ts'
import { gitIn, initRepository } from '../helpers/worktree.ts'

/** Up to the last event that is on disk before anything else happens; what rides along behind it may be lost. */
const onDisk = (events: readonly Event[]): Event[] =>
  events.slice(0, events.findLastIndex(({ type }) => !unsynced.has(type)) + 1)

/** Of each so many acknowledged events one is the last before the power goes. */
const every = process.env['TOS_KILL_ALL'] ? 3 : 29

const jobs = 4
// What a command leaves to the kernel is not the program's to save: the evidence of a job is synced by who makes it.
const steps = Array.from({ length: jobs }, (_, job) => [
  {
    commands: [
      `echo ${job} >> done.txt; seq ${job * 500} 3000 > data.txt`,
      `mkdir -p made/${job}; seq 99 > made/${job}/file`,
    ],
  },
  { commands: [`echo ${job}+ >> done.txt`, `${writeResult}; sync workspace/results/result_v2.txt`] },
]).flat()

interface Cut {
  readonly image: string
  readonly acknowledged: readonly Event[]
}

/** A project with one commit on a disk of its own; null where nothing may be mounted. */
function onDiskOfItsOwn(t: TestContext): { disk: Disk; root: string } | null {
  const disk = openDisk(t)
  if (!disk) {
    t.skip('no right to mount')
    return null
  }
  const root = join(disk.folder, 'project')
  initRepository(root)
  cpSync(makeProject(t, { config: loopOf(jobs), steps }).root, root, { recursive: true })
  gitIn(root, 'add', '.')
  gitIn(root, 'commit', '-q', '-m', 'begin')
  disk.sync()
  return { disk, root }
}

test('the power goes while a loop runs', async (t) => {
  const place = onDiskOfItsOwn(t)
  if (!place) return
  const { disk, root } = place
  const acknowledged: Event[] = []
  const cuts: Cut[] = []
  let rest = ''
  const ran = await tos(['run', '--loop', '--json', '--root', root], {
    onStart(child) {
      child.stdout?.on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        acknowledged.push(...lines.map((line): Event => JSON.parse(line)))
        if (acknowledged.length < (cuts.length + 1) * every) return
        child.kill('SIGSTOP')
        cuts.push({ image: disk.cut(`cut-${acknowledged.length}`), acknowledged: onDisk(acknowledged) })
        child.kill('SIGCONT')
      })
    },
  })
  assert.equal(ran.code, 0, ran.err)
  assert.ok(cuts.length > 4, `${cuts.length} cuts of ${acknowledged.length} events`)
  for (const cut of cuts)
    await t.test(`behind event ${cut.acknowledged.length}`, () => holds(disk.restarted(cut.image), cut))
})

async function holds(mounted: string, { acknowledged }: Cut): Promise<void> {
  const root = join(mounted, 'project')
  // Behind the last line end may stand the beginning of a line nobody was told of.
  const lines = readFileSync(join(root, 'logs', 'journal.ndjson'), 'utf8')
    .split('\n')
    .slice(0, -1)
  const found = lines.map((line): Event => JSON.parse(line))
  const first = acknowledged[0]?.seq ?? 0
  assert.deepEqual(found.slice(first - 1, first - 1 + acknowledged.length), acknowledged)
  gitIn(root, 'fsck', '--full', '--strict')
  const resumed = await tos(['resume', '--loop', '--in-doubt', 'rerun', '--root', root])
  assert.equal(resumed.code, 0, resumed.err + resumed.out)
}

test('the power goes right behind a checkpoint, a rollback and an undo', async (t) => {
  const place = onDiskOfItsOwn(t)
  if (!place) return
  const { disk, root } = place
  /** Runs the command, cuts the power behind its last word, and gives what is found afterwards. */
  const cutBehind = async (name: string, ...args: string[]): Promise<{ out: string; found: string }> => {
    const { code, out, err } = await tos([...args, '--root', root], { isProcess: true })
    assert.equal(code, 0, err)
    const found = join(disk.restarted(disk.cut(name)), 'project')
    gitIn(found, 'fsck', '--full', '--strict')
    return { out, found }
  }
  const contentOf = (folder: string): string => readFileSync(join(folder, 'data.txt'), 'utf8')
  writeFileSync(join(root, 'data.txt'), 'good')
  const made = await cutBehind('checkpoint', 'checkpoint', 'good')
  const [, hash = ''] = /checkpoint ([0-9a-f]{40})/.exec(made.out) ?? []
  assert.equal(gitIn(made.found, 'rev-parse', 'HEAD'), hash)
  assert.equal(gitIn(made.found, 'show', 'HEAD:data.txt'), 'good')

  writeFileSync(join(root, 'data.txt'), 'bad')
  const back = await cutBehind('rollback', 'rollback', hash, '--save', '--yes', '--no-test')
  assert.equal(contentOf(back.found), 'good')
  const undone = await tos(['undo', '--yes', '--root', back.found])
  assert.equal(undone.code, 0, undone.err)
  assert.equal(contentOf(back.found), 'bad')

  const forward = await cutBehind('undo', 'undo', '--yes')
  assert.equal(contentOf(forward.found), 'bad')
})
