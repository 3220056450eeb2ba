import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { tosSchema } from '../../../source/core/tos-schema.ts'
import type { ExecuteRequest } from '../../../source/executor/execute.ts'
import { refusals } from '../../../source/executor/refusals.ts'
import { openSandbox } from '../../../source/executor/sandbox.ts'
import { makeRunner } from '../../helpers/execution.ts'
import { eventually } from '../../helpers/processes.ts'
import { cannotTry } from '../../helpers/people.ts'

const skip = cannotTry({ name: 'whoever runs this', before: [] })
const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always']

interface Made {
  readonly path: (name: string) => string
  /** Outside, as a person would. */
  readonly git: (...args: string[]) => string
  readonly gitIn: (folder: string, ...args: string[]) => string
  /** In the sandbox; judged to write git. */
  readonly write: (code: string, more?: Partial<ExecuteRequest>) => Promise<{ out: string; error: string | null }>
  /** In the sandbox; not judged so. */
  readonly run: (code: string) => Promise<{ out: string; error: string | null }>
}

async function made(
  t: TestContext,
  prepare: (made: Pick<Made, 'git' | 'path' | 'gitIn'>) => void = () => undefined,
): Promise<Made> {
  const runner = makeRunner(t)
  const { folder, path } = runner
  const gitIn = (where: string, ...args: string[]) => {
    const { stdout, stderr, status } = spawnSync('git', [...identity, ...args], {
      cwd: join(folder, where),
      encoding: 'utf8',
    })
    assert.equal(status, 0, `git ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  const git = (...args: string[]) => gitIn('.', ...args)
  prepare({ git, gitIn, path })
  const sandbox = await openSandbox({
    places: { root: folder, readOnlyFolders: [], readOnlyFiles: [], pinned: [] },
    exec: tosSchema.parse({ exec: { sandbox: 'required' } }).exec,
    environment: process.env,
    writable: [],
  })
  if (typeof sandbox === 'string') throw new Error(sandbox)
  const call = async (code: string, more: Partial<ExecuteRequest>) => {
    const setUp = 'export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b\n'
    const { stdout, stderr, error } = await runner.run(setUp + code, { sandbox, ...more })
    return { out: stdout.text + stderr.text, error }
  }
  return {
    path,
    git,
    gitIn,
    write: (code, more) => call(code, { writesGit: true, ...more }),
    run: (code) => call(code, {}),
  }
}

const withCommit = ({ git, path }: Pick<Made, 'git' | 'path'>) => {
  git('init', '-q', '-b', 'main')
  writeFileSync(path('f'), '1\n')
  git('add', 'f')
  git('commit', '-qm', 'first')
}
/** Every file of a folder with its content. */
const contentOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => `${file} ${readFileSync(file, 'base64')}`)

describe('a command that is not judged to write git', { skip }, () => {
  test('reads the repository and changes nothing in it, by whatever name', async (t) => {
    const { path, run } = await made(t, withCommit)
    const before = contentOf(path('.git'))
    const { out } = await run(
      'git log --format=%s; git status --short; echo 2 > f; git commit -qam x; echo / > .git/commondir; touch .git/new; ' +
        'mkdir -p .git/modules/x; rm -rf .git; mv .git gone; ln -sfn /tmp .git; echo x > .git/HEAD; chmod 777 .git; true',
    )
    assert.match(out, /^first\n/)
    assert.deepEqual(contentOf(path('.git')), before)
  })
  test('cannot change a repository inside of the project, nor a submodule', async (t) => {
    const { path, run } = await made(t, ({ gitIn, git, path: at }) => {
      withCommit({ git, path: at })
      for (const name of ['nested', 'source']) {
        mkdirSync(at(name))
        gitIn(name, 'init', '-q')
        gitIn(name, 'commit', '-q', '--allow-empty', '-m', 'first')
      }
      git('submodule', '--quiet', 'add', './source', 'sub')
    })
    const before = [contentOf(path('nested/.git')), contentOf(path('.git')), readFileSync(path('sub/.git'), 'utf8')]
    await run('for d in sub nested; do mv $d gone; mkdir $d; cp -r .git $d/.git; done; true')
    await run(
      'for d in nested sub; do git -C $d config core.fsmonitor x; echo "gitdir: /tmp" > $d/.git; rm -rf $d/.git; touch $d/.git/x; done; true',
    )
    assert.deepEqual(
      [contentOf(path('nested/.git')), contentOf(path('.git')), readFileSync(path('sub/.git'), 'utf8')],
      before,
    )
  })
  test('does not see the credentials in it', async (t) => {
    const { run } = await made(t, (outside) => {
      withCommit(outside)
      outside.git('remote', 'add', 'origin', 'https://user:s3cret@example.com/x.git')
      outside.git('config', 'http.https://example.com/.extraheader', 'AUTHORIZATION: basic s3cret')
    })
    const { out } = await run('git remote -v; cat .git/config; grep -r s3cret .git; git log --format=%s')
    assert.doesNotMatch(out, /s3cret/)
    assert.match(out, /https:\/\/example\.com\/x\.git[\s\S]*first/)
  })
})

describe('a command that is judged to write git', { skip }, () => {
  test('does all that git does with commits, branches, the index and the stash', async (t) => {
    const { git, write, path } = await made(t, withCommit)
    const { out, error } = await write(
      'set -e; echo 2 >> f; git commit -qam second; git tag v1; git checkout -qb side; echo s > s; git add s; git commit -qm side; ' +
        'git checkout -q main; echo m > m; git add m; git commit -qm m; git merge -q -m merged side; git branch aside side; git branch -qD side; ' +
        'echo 3 >> f; git stash -q; git rebase -q HEAD~1 2>&1; git commit -q --allow-empty -m last; git gc -q; git reset -q --soft HEAD~1; echo st > st; git add st',
    )
    assert.equal(error, null, out)
    assert.match(git('log', '--format=%s', '-1'), /m|merged|side/)
    assert.equal(git('stash', 'list').split('\n').length - 1, 1, out)
    assert.match(git('branch', '--list'), /aside/)
    assert.equal(git('tag'), 'v1\n')
    assert.equal(git('status', '--short'), 'A  st\n')
    git('fsck', '--strict')
    assert.deepEqual(
      readdirSync(path('.git')).filter((name) => /tos|lock/.test(name)),
      [],
    )
  })
  test('goes on in the middle of a rebase that a command before it began', async (t) => {
    const { git, write } = await made(t, withCommit)
    await write(
      'git checkout -qb side; echo a > f; git commit -qam a; git checkout -q main; echo b > f; git commit -qam b; git rebase side',
    )
    assert.match(git('status'), /rebase in progress/)
    const { out } = await write('echo c > f; git add f; GIT_EDITOR=true git rebase --continue')
    assert.equal(git('log', '--format=%s'), 'b\na\nfirst\n', out)
  })
  test('fetches what is too much for single objects', async (t) => {
    const { git, write } = await made(t, ({ git: outside, gitIn, path: at }) => {
      withCommit({ git: outside, path: at })
      mkdirSync(at('other'))
      gitIn('other', 'init', '-q', '-b', 'main')
      for (let n = 0; n < 120; n++) writeFileSync(at(`other/${n}`), `${n}\n`)
      gitIn('other', 'add', '.')
      gitIn('other', 'commit', '-qm', 'many')
    })
    const { out, error } = await write(
      'git -c fetch.unpackLimit=1 fetch -q ./other main:fetched && git log --format=%s fetched',
    )
    assert.equal(error, null)
    assert.equal(out, 'many\n')
    assert.equal(git('log', '--format=%s', 'fetched'), 'many\n')
    git('fsck')
  })
  test('works in a submodule and in a repository inside of the project', async (t) => {
    const { gitIn, write } = await made(t, ({ gitIn: outsideIn, git: outside, path: at }) => {
      withCommit({ git: outside, path: at })
      for (const name of ['nested', 'source']) {
        mkdirSync(at(name))
        outsideIn(name, 'init', '-q')
        outsideIn(name, 'commit', '-q', '--allow-empty', '-m', 'first')
      }
      outside('submodule', '--quiet', 'add', './source', 'sub')
    })
    const { out, error } = await write('for d in nested sub; do git -C $d commit -q --allow-empty -m second; done')
    assert.equal(error, null, out)
    for (const name of ['nested', 'sub']) assert.equal(gitIn(name, 'log', '--format=%s'), 'second\nfirst\n')
  })
  const left = [
    'commondir',
    'config.worktree',
    'hooks/post-commit',
    'modules/x/config',
    'worktrees/w/gitdir',
    'info/attributes',
    'objects/info/alternates',
    'refs/replace/x',
    'refs/tos/s-001',
    'anything',
  ]
  for (const name of left)
    test(`leaves no ${name} behind`, async (t) => {
      const { write, path, git } = await made(t, withCommit)
      await write(
        `echo x >> f; git commit -qam second; mkdir -p "$(dirname .git/${name})"; git rev-parse HEAD > .git/${name}; cp .git/${name} .git/x 2>/dev/null; mv .git/x .git/${name}; true`,
      )
      assert.equal(existsSync(path(`.git/${name}`)), false)
      assert.equal(git('log', '--format=%s', '-1'), 'second\n')
    })
  test('that ruins the repository leaves it as it was', async (t) => {
    const { write, git } = await made(t, withCommit)
    const { error } = await write('rm -rf .git; echo junk > .git/HEAD; true')
    assert.match(error ?? '', /was ruined by the command/)
    assert.equal(git('log', '--format=%s'), 'first\n')
    git('fsck')
  })
  test('brings no object that is not what its name says', async (t) => {
    const { write, git } = await made(t, withCommit)
    const { error } = await write(
      'echo 2 > f; git add f; o=$(git rev-parse :f); p=.git/objects/${o:0:2}/${o:2}; chmod u+w $p; cp $(ls .git/tos-base/??/* | head -1) $p',
    )
    assert.match(error ?? '', /not what its name says/)
    assert.equal(git('diff', '--cached', '--name-only'), '')
    git('fsck')
  })
  test('brings no index that writes into .git at the next checkout', async (t) => {
    const { write, git } = await made(t, withCommit)
    const { error } = await write(
      `git update-index --add --cacheinfo 100644,$(git rev-parse HEAD:f),xgit/hooks/post-checkout; sed -i 's,xgit/hooks,.git/hooks,' .git/index; true`,
    )
    assert.match(error ?? '', /the path '\.git\/hooks\/post-checkout'/)
    assert.equal(git('diff', '--cached', '--name-only'), '')
  })
  test('adds no repository in which git would run a program, and any other one', async (t) => {
    const { write, git } = await made(t, withCommit)
    const make = (name: string, then: string) =>
      `git init -q ${name}; git -C ${name} commit -q --allow-empty -m x; ${then}; git add ${name} 2>/dev/null; true`
    const bad = await write(make('bad', 'git -C bad config core.fsmonitor "touch $PWD/ran; false"'))
    assert.match(
      bad.error ?? '',
      /it adds the repository bad, in which git would run a program \(setting core\.fsmonitor\)/,
    )
    assert.equal(git('diff', '--cached', '--name-only'), '')
    assert.equal((await write(make('good', 'true'))).error, refusals.repositoriesAdded('good'))
    assert.equal(git('diff', '--cached', '--name-only'), 'good\n')
  })
  test('does not undo what a person did meanwhile', async (t) => {
    const { write, git, path } = await made(t, withCommit)
    const running = write('echo 2 > f; git commit -qam theirs; touch begun; until [ -e go ]; do sleep 0.01; done')
    await eventually('it has begun', () => existsSync(path('begun')))
    git('commit', '-q', '--allow-empty', '-m', 'a person')
    writeFileSync(path('go'), '')
    assert.match((await running).error ?? '', /somebody else changed/)
    assert.equal(git('log', '--format=%s'), 'a person\nfirst\n')
  })
  test('is not held up by a person who looks on', async (t) => {
    const { write, git, path } = await made(t, withCommit)
    const running = write('git commit -q --allow-empty -m theirs; touch begun; until [ -e go ]; do sleep 0.01; done')
    await eventually('it has begun', () => existsSync(path('begun')))
    writeFileSync(path('f'), '1\n')
    git('update-index', '--refresh')
    writeFileSync(path('go'), '')
    assert.equal((await running).error, null)
    assert.equal(git('log', '--format=%s', '-1'), 'theirs\n')
  })
})

describe('where there is no repository', { skip }, () => {
  test('one that git would obey is taken out of its way, and that is told', async (t) => {
    const { write, path } = await made(t)
    const { error } = await write('git init -q; git config core.fsmonitor evil')
    assert.match(error ?? '', /which git would obey \(setting core\.fsmonitor\); it is now .*\.git-held-back/)
    assert.deepEqual([existsSync(path('.git')), existsSync(path('.git-held-back'))], [false, true])
  })
  test('an ordinary one stays', async (t) => {
    const { write, git } = await made(t)
    assert.equal((await write('git init -q && touch f && git add f && git commit -qm made')).error, null)
    assert.equal(git('log', '--format=%s'), 'made\n')
  })
})
