// Scripts that ruin files and git of a project, as data; and how a rollback after them is asked for.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failed } from '../../source/core/failure.ts'
import { filesFrom, filesOf, storeIn } from './worktree.ts'

/** What a script may do to a project that no sandbox holds; `$OUT` is a folder that is not the project's. */
export const scripts: Readonly<Record<string, string>> = {
  'objects deleted': 'rm -rf .git/objects/??',
  'all objects deleted': 'rm -rf .git/objects',
  'objects corrupted': 'find .git/objects -type f | while read -r f; do chmod u+w "$f"; echo junk > "$f"; done',
  '.git emptied': 'rm -rf .git/* .git/.??*',
  '.git replaced': 'rm -rf .git; git init -q .; git commit -q --allow-empty -m mine',
  '.git a file that names another': 'git init -q "$OUT/other"; rm -rf .git; echo "gitdir: $OUT/other/.git" > .git',
  '.git a link elsewhere': 'git init -q "$OUT/other"; rm -rf .git; ln -s "$OUT/other/.git" .git',
  'refs deleted and collected':
    'git for-each-ref --format="delete %(refname)" | git update-ref --stdin; git reflog expire --expire=now --all; git gc -q --prune=now',
  'refs below refs/tos forged':
    'for i in 1 2 3; do git update-ref refs/tos/s-00$i HEAD; git update-ref refs/tos/u-00$i HEAD; done',
  'refs and logs deleted': 'rm -rf .git/refs .git/logs .git/packed-refs',
  'a memory of its own': 'mkdir -p .git/tos; echo \'{"next":{"s":1,"u":1}}\' > .git/tos/memory.json',
  'a folder for the new memory': 'mkdir -p .git/tos/memory.json.new',
  'entries taken for unchanged': 'git update-index --assume-unchanged a sub/b; echo ruined > a; echo ruined > sub/b',
  'a junk HEAD': 'echo junk > .git/HEAD',
  'no HEAD': 'rm .git/HEAD',
  'a HEAD that leads out': 'echo "ref: refs/heads/../../../../etc/hostname" > .git/HEAD',
  'a HEAD without end': 'head -c 3000000 /dev/zero > .git/HEAD',
  'junk packed-refs': 'head -c 1000 /dev/urandom > .git/packed-refs',
  'a junk shallow': 'echo junk > .git/shallow',
  'a junk index': 'echo junk > .git/index',
  'an index cut off': 'truncate -s 40 .git/index',
  'HEAD a pipe': 'rm .git/HEAD; mkfifo .git/HEAD',
  'the index a pipe': 'rm .git/index; mkfifo .git/index',
  'exclude a pipe': 'rm .git/info/exclude; mkfifo .git/info/exclude',
  'the settings a pipe': 'rm .git/config; mkfifo .git/config',
  'a branch a pipe': 'rm .git/refs/heads/main; mkfifo .git/refs/heads/main',
  'exclude a link': 'ln -sf /etc/hostname .git/info/exclude; ln -sf /etc/hostname .git/ORIG_HEAD',
  'exclude without end': 'ln -sf /dev/zero .git/info/exclude; ln -sf /dev/zero .git/packed-refs',
  '.git/tos a link': 'rm -rf .git/tos; ln -s "$OUT" .git/tos',
  'the index a link': 'mv .git/index "$OUT/index"; ln -s "$OUT/index" .git/index',
  'settings that run programs':
    'git config filter.x.clean "touch $OUT/ran; cat"; git config filter.x.smudge "touch $OUT/ran; cat"; git config core.fsmonitor "touch $OUT/ran"; echo "* filter=x" > .gitattributes',
  'settings from elsewhere':
    'mkdir -p "$OUT/c/info"; printf "[filter \\"x\\"]\\n\\tclean = touch $OUT/ran; cat\\n" > "$OUT/c/config"; echo "* filter=x" > "$OUT/c/info/attributes"; echo "$OUT/c" > .git/commondir; mkdir -p .git/tos; echo "$OUT/c" > .git/tos/commondir',
  'a working tree elsewhere': 'git config core.worktree "$OUT"',
  'settings without sense': 'echo "[[[" >> .git/config',
  'replaced objects': 'git replace -f HEAD:a HEAD:sub/b',
  'objects borrowed from nowhere': 'echo "$OUT/none" > .git/objects/info/alternates',
  '.git deleted': 'rm -rf .git',
  '.git a pipe': 'rm -rf .git; mkfifo .git',
  '.git a file that names nothing': 'rm -rf .git; echo "gitdir: /nowhere" > .git',
  '.git a link to nothing': 'rm -rf .git; ln -s /nowhere .git',
  'everything deleted': 'rm -rf ./* ./.[!.]*',
  'a repository in a folder': 'git init -q sub; echo ruined > sub/b',
  'a repository with commits in a folder':
    'git init -q sub; git -C sub add b; git -C sub commit -q -m mine; rm sub/b; git add -A',
  'a folder a link elsewhere': 'cp -r sub "$OUT/sub"; rm -rf sub; ln -s "$OUT/sub" sub; echo more > sub/more',
  'a link of the project led elsewhere':
    'mkdir "$OUT/w"; rm -rf workspace; ln -s "$OUT/w" workspace; echo x > workspace/result',
  'packed-refs without sense': 'git pack-refs --all; echo junk >> .git/packed-refs',
  'the index deleted': 'rm .git/index',
  'the index locked and ruined': 'echo junk > .git/index; touch .git/index.lock',
  'refs gone and collected': 'rm -rf .git/refs/heads .git/refs/tags .git/packed-refs; git gc -q --prune=now',
  'the stash dropped': 'git stash clear; git reflog expire --expire=now --all; git gc -q --prune=now',
  'an entry of the stash dropped': 'git stash drop -q stash@{1}',
  'a branch deleted': 'git branch -q -D other; git tag -d v1',
  'folders named like files of a moment':
    'mkdir -p .git/index.restore .git/HEAD.tos .git/tos-0badc0de a.tos; mkdir -p "sub/b.tos/x"',
  'many links': 'mkdir many; for i in $(seq 2000); do ln -s /nowhere/$i many/$i; done; rm a; ln -s many/1 a',
  'all permissions taken': 'chmod -R a-rwx sub workspace; chmod 000 a .git/HEAD .git/index',
  'locks everywhere': 'touch .git/index.lock .git/HEAD.lock .git/packed-refs.lock .git/refs/heads/main.lock',
}

/** What these change in git is no loss, or refused: it stays as it is. */
export const gitNeverLeft: ReadonlySet<string> = new Set([
  'entries taken for unchanged',
  'a repository with commits in a folder',
])

export const scriptEnvironment = (outside: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  OUT: outside,
  HOME: outside,
  GIT_AUTHOR_NAME: 't',
  GIT_AUTHOR_EMAIL: 't',
  GIT_COMMITTER_NAME: 't',
  GIT_COMMITTER_EMAIL: 't',
})

/** Those in repositories inside, too. */
export const allFiles = (root: string): Record<string, string> => filesOf(root, () => true, true)

/** A lock is named, and nothing is touched until it is away. */
export async function backTo(root: string, id: string): Promise<void> {
  try {
    await filesFrom(await storeIn(root), id)
  } catch (error) {
    if (!(error instanceof Failed) || !/git is locked/.test(error.failure.what)) throw error
    assert.match(error.failure.remedy, /remove the file/)
    rmSync(join(root, '.git/index.lock'))
    await filesFrom(await storeIn(root), id)
  }
}
