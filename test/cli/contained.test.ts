import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { cannotTry } from '../helpers/people.ts'
import { makeProject, temporaryFolder, writeResult } from '../helpers/project.ts'
import { treeOf } from '../helpers/tree.ts'
import { gitIn, initRepository } from '../helpers/worktree.ts'

const skip = cannotTry({ name: 'whoever runs this', before: [] })

/** None of them may be asked about; each does its worst to what it finds. */
const unasked = (outside: string): string[] => [
  'make all',
  './ruin.sh',
  'python3 -c \'import shutil, os; shutil.rmtree("src"); open("new.txt", "w").write("x")\'',
  'f=data.txt; for each in "$f"; do rm -f "$each"; done',
  'eval "$(printf "chmod %s %s" 000 kept.txt)"',
  'awk "BEGIN { system(\\"rm -rf deep\\") }"',
  `node -e 'require("fs").rmSync(process.argv[1], { recursive: true, force: true })' "$HOME" || true`,
  `sh -c 'rm -rf "$0"/* ; echo x > "$0"/y' '${outside}' || true`,
  'find . -name "*.tmp" -exec sh -c \'mv "$1" "$1.moved"\' _ {} \\; || true',
  'sh ./ruin-git.sh',
]

const files = {
  '.gitignore': 'logs/\nworkspace/\n',
  Makefile: 'all:\n\trm -rf data.txt src; echo made > made.txt; ln -s /etc link\n',
  'ruin.sh': '#!/bin/sh\nfor f in *; do [ -f "$f" ] && echo ruined > "$f"; done; true\n',
  'ruin-git.sh': 'echo x > .git/HEAD; rm -rf .git/objects; git commit -qm x --allow-empty; git stash; true\n',
  'src/a.txt': 'a\n',
  'deep/er/b.txt': 'b\n',
  'data.txt': 'd\n',
  'kept.txt': 'k\n',
  'x.tmp': 't\n',
}

describe('commands that need no question because of the sandbox', { skip }, () => {
  test('may only read what no snapshot holds', async (t) => {
    const project = makeProject(t, {
      files: {
        '.gitignore': 'logs/\nworkspace/\n*.big\nmany/\n',
        'ruin.sh': 'rm -rf data.big many; echo ruined > data.big; rm -f data.txt; true\n',
        'data.big': 'precious\n',
        'many/one.txt': 'one\n',
        'data.txt': 'd\n',
      },
      tos: {
        policy: { packs: ['guarded'] },
        exec: { sandbox: 'required' },
        checkpoints: { max_ignored_mb: 0 },
      },
      steps: [{ commands: ['sh ./ruin.sh', writeResult] }],
    })
    initRepository(project.root)
    gitIn(project.root, 'add', '-A')
    gitIn(project.root, 'commit', '-q', '-m', 'begin')
    await project.tos(['run'])
    const judged = project.events().flatMap((event) => (event.type === 'command.judged' ? [event] : []))
    assert.deepEqual([judged[0]?.verdict, judged[0]?.reason], ['allow', 'contained'])
    assert.equal(project.text('data.big'), 'precious\n')
    assert.equal(project.text('many/one.txt'), 'one\n')
    const ended = project.events().filter(({ type }) => type === 'command.finished')
    assert.equal(existsSync(project.path('data.txt')), false, JSON.stringify(ended))
  })
  test('see nothing of a store of snapshots that lies where they may write', async (t) => {
    const writable = temporaryFolder(t)
    const store = join(writable, 'snapshots')
    const project = makeProject(t, {
      files: {
        '.gitignore': 'logs/\nworkspace/\n',
        'data.txt': 'd\n',
        'ruin.sh': `rm -rf ${store}/*; ls -A ${store} > seen.txt; rm -f data.txt; true\n`,
      },
      tos: {
        policy: { packs: [] },
        exec: { sandbox: 'required', writable: [writable] },
        checkpoints: { store },
      },
      steps: [{ commands: ['sh ./ruin.sh', writeResult] }],
    })
    initRepository(project.root)
    gitIn(project.root, 'add', '-A')
    gitIn(project.root, 'commit', '-q', '-m', 'begin')
    await project.tos(['run'])
    const ended = project.events().filter(({ type }) => /command|reply.ref|step.fin/.test(type))
    assert.ok(existsSync(project.path('seen.txt')), JSON.stringify(ended))
    assert.equal(project.text('seen.txt'), '')
    assert.equal((await project.tos(['rollback', 's-001', '--yes'])).code, 0)
    assert.equal(project.text('data.txt'), 'd\n')
  })
  test('change nothing outside, and a rollback gives the tree back byte for byte', async (t) => {
    const outside = temporaryFolder(t)
    writeFileSync(join(outside, 'theirs.txt'), 'theirs\n')
    const project = makeProject(t, {
      files,
      tos: { policy: { packs: ['guarded'] }, exec: { sandbox: 'required' } },
      steps: [{ commands: [...unasked(outside), writeResult] }],
    })
    spawnSync('chmod', ['+x', project.path('ruin.sh')])
    initRepository(project.root)
    gitIn(project.root, 'add', '-A')
    gitIn(project.root, 'commit', '-q', '-m', 'begin')
    const before = treeOf(project.root)
    const theirs = treeOf(outside)
    await project.tos(['run'])
    const judged = project.events().flatMap((event) => (event.type === 'command.judged' ? [event] : []))
    assert.deepEqual(new Set(judged.map(({ verdict }) => verdict)), new Set(['allow']))
    assert.ok(judged.filter(({ reason }) => reason === 'contained').length >= 5)
    assert.notDeepEqual(treeOf(project.root), before)
    assert.deepEqual(treeOf(outside), theirs)
    const { code, err } = await project.tos(['rollback', 's-001', '--yes'])
    assert.equal(code, 0, err)
    assert.deepEqual(treeOf(project.root), before)
    assert.equal(gitIn(project.root, 'status', '--porcelain'), '')
  })
})

test(
  'root is told before a run that its commands cannot write in a project of another user',
  { skip: skip || (process.getuid?.() !== 0 && 'only root has powers that its commands lack') },
  async (t) => {
    const project = makeProject(t, { tos: { exec: { sandbox: 'required' } }, steps: [{ commands: [writeResult] }] })
    const give = (uid: number) => {
      for (const name of ['', 'config', 'workspace']) chownSync(project.path(name), uid, uid)
    }
    mkdirSync(project.path('workspace'))
    chmodSync(project.root, 0o755)
    give(65534)
    const { code, err } = await project.tos(['run'])
    assert.equal(code, 1, err)
    assert.match(err, /commands can write nothing here.*of another user.*sudo -u/)
    assert.equal(existsSync(project.path('logs/journal.ndjson')), false)
    give(0)
    assert.equal((await project.tos(['run'])).code, 0)
  },
)
