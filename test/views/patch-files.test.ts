import assert from 'node:assert/strict'
import { test } from 'node:test'
import { patchFiles } from '../../source/views/patch-files.ts'

const patch = [
  ' src/a.ts | 3 +-',
  '',
  'diff --git a/src/a.ts b/src/a.ts',
  'index 1..2 100644',
  '--- a/src/a.ts',
  '+++ b/src/a.ts',
  '@@ -1,2 +1,2 @@',
  '-one',
  '--- two',
  '+1',
  'diff --git a/日本 語.txt b/日本 語.txt',
  'new file mode 100644',
  '--- /dev/null',
  '+++ b/日本 語.txt',
  '@@ -0,0 +1 @@',
  '++++ plus',
  'diff --git "a/\\346\\227\\245\\t\\"x\\"" "b/\\346\\227\\245\\t\\"x\\""'.replaceAll('\\\\', '\\'),
  'deleted file mode 100644',
  'Binary files a/x and /dev/null differ',
]

test('a patch is told file by file: path, what became of it, lines that came and went, and its own lines', () => {
  const files = patchFiles(patch)
  assert.deepEqual(
    files.map(({ path, change, added, removed, lines }) => [path, change, added, removed, lines.length]),
    [
      ['src/a.ts', 'changed', 1, 2, 8],
      ['日本 語.txt', 'created', 1, 0, 6],
      ['日\t"x"', 'deleted', null, null, 3],
    ],
  )
  assert.deepEqual(patchFiles(['nothing', 'of a patch']), [])
})
