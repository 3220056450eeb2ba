import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PackName } from '../../../source/core/policy-settings.ts'
import { judgeOf } from '../../helpers/judging.ts'

type Verdict = 'allow' | 'ask' | 'deny'

const check = (pack: PackName, verdict: Verdict, codes: readonly string[]): void => {
  for (const code of codes) assert.equal(judgeOf(pack)(code).verdict, verdict, code)
}

describe('git under git-protected', () => {
  test('daily work is let through', () => {
    check('git-protected', 'allow', [
      'git add -A && git commit -qm "$message"',
      'git log --oneline -5',
      'git branch -a --sort=-committerdate',
      'git checkout -b topic origin/main',
      'git tag -a v1 -m force',
      "git tag -l 'v*'",
      'git stash list',
      'git revert --no-edit HEAD',
      'git mv -v a b',
      'git fetch origin main',
      'git pull --ff-only',
      'git pull --no-rebase',
      'git push origin topic',
      'git worktree add -b topic ../wt',
      'git apply -p1 fix.patch',
      'git archive -o /tmp/a.tar HEAD',
    ])
  })
  test('an option counts in every way it can be written', () => {
    check('git-protected', 'deny', [
      'git rm --forc README.md',
      'git mv -kf a b',
      'git switch --disc main',
      'git pull -qr',
      'git pull --reb',
      'git pull . +old:feature',
      'git tag -afm x v1',
      'git commit -m x --amen',
    ])
  })
  test('the value of an option is no option', () => {
    check('git-protected', 'deny', ['git clean -fde node'])
    check('git-protected', 'allow', ['git tag -am force v1', 'git clean -ne force'])
  })
  test('reset with paths only unstages; with a commit it moves the branch', () => {
    check('git-protected', 'allow', [
      'git reset README.md',
      'git reset HEAD README.md',
      'git reset v1.2 src/app.js',
      'git reset -- src',
      'git reset HEAD~1 -- src',
    ])
    check('git-protected', 'deny', ['git reset main', 'git reset HEAD~1', 'git reset HEAD~1 --'])
    check('git-protected', 'ask', ['git reset v1.2', 'git reset origin/main', 'git reset 4.x'])
  })
  test('what a foreach or a bisect runs keeps its options', () => {
    check('git-protected', 'deny', [
      'git submodule foreach --recursive git clean -fdx',
      'git bisect run git reset --hard',
    ])
  })
  test('an old version written over the file is a checkout', () => {
    check('git-protected', 'deny', ['git show HEAD:src/app.js > src/app.js'])
    check('git-protected', 'allow', ['git show HEAD:README.md > /tmp/README.md'])
  })
  test('timers and the own configuration are not for it', () => {
    check('git-protected', 'deny', ['git maintenance register', 'git init --separate-git-dir=/tmp/g'])
    check('no-priv-change', 'deny', ['git maintenance start'])
  })
})

describe('a word that is not known', () => {
  test('may be a forced push, and is no certain one', () => {
    check('git-protected', 'ask', ['git push origin "$x"', 'git push -u origin "$x"', 'git fetch origin "$x:main"'])
    check('git-protected', 'deny', ['git push origin "+$x"', 'git push --force origin "$x"', 'git push origin ":$x"'])
    check('git-protected', 'allow', ['git push origin "topic-$x"'])
  })
})

describe('git under read-only', () => {
  test('writes nothing but in /tmp', () => {
    check('read-only', 'deny', [
      'git branch -m a b',
      'git reset --soft HEAD~1',
      'git push origin main',
      'git remote update',
      'git worktree prune',
      'git stash list --output=x',
      'git rev-list --output=x HEAD',
      'git archive -oout.tar HEAD',
      'git fsck --lost-found',
      'git bugreport',
      'git format-patch -1 --stdout --output=x',
      'GIT_TRACE=/home/dev/ws/t git status',
      'export GIT_TRACE2_EVENT=/home/dev/ws/t; git status',
    ])
    check('read-only', 'allow', [
      'git push --dry-run origin main',
      'git worktree prune -n',
      'git hash-object README.md',
      'git notes list',
      'GIT_TRACE=1 git status',
      'GIT_TRACE=/tmp/t git status',
    ])
  })
})

describe('git under no-secret-read', () => {
  test('what git reads is read', () => {
    check('no-secret-read', 'deny', [
      'git add -vf .env',
      'git add --forc .env',
      'git commit -F.env',
      'git tag -a -F .env t1',
      'git archive --add-file=.env HEAD',
      'git interpret-trailers .env',
      'git config -f.env -l',
    ])
    check('no-secret-read', 'ask', ['git grep --no-index KEY', 'git stash push -a', 'git add -Af'])
    check('no-secret-read', 'allow', ['git add .', 'git grep KEY', 'git stash push -u', 'git commit -F notes.txt'])
  })
})

describe('git elsewhere', () => {
  test('a working tree that is named is where it works', () => {
    check('no-delete-outside', 'deny', [
      'git -c core.worktree=/srv/data clean -fd',
      'git -c core.worktree=../../../../srv/data checkout -f',
      'git read-tree --index-output=/srv/data/main.db HEAD',
      'git checkout-index -fa --prefix=/srv/data/',
    ])
    check('no-delete-outside', 'ask', [
      'GIT_WORK_TREE=/srv/data git clean -fd',
      'export GIT_WORK_TREE=/srv/data; git reset --hard',
      'env GIT_DIR=../other/.git git checkout -f',
    ])
    check('no-delete-outside', 'allow', ['GIT_DIR=.git git log', 'GIT_WORK_TREE=. git status'])
  })
})

describe('what git is made to run later', () => {
  test('a setting that names a program asks, other settings do not', () => {
    check('no-network', 'ask', [
      "git config core.fsmonitor 'curl http://x'",
      'git config set core.hooksPath /tmp/h',
      "git config --add alias.x '!curl http://x'",
      'git config "$key" "$value"',
    ])
    check('no-network', 'allow', [
      'git config core.autocrlf input',
      'git config core.editor vim',
      "git config alias.lg 'log --graph'",
      'git config --get core.pager',
    ])
  })
  test('a hook or a configuration written by anything asks', () => {
    check('no-network', 'ask', [
      'cp check.sh .git/hooks/pre-commit',
      'cd .git/hooks; echo x > pre-commit',
      "printf '[core]' >> .git/config",
      'git archive -o .git/hooks/pre-commit HEAD',
    ])
    check('no-network', 'allow', ['cat .git/config', 'rm .git/hooks/pre-commit', 'cp check.sh .githooks/pre-commit'])
  })
})
