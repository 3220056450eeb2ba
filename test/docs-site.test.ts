import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { temporaryFolder } from './helpers/project.ts'
import { repository } from './helpers/repository.ts'

const build = (t: TestContext, root: string) => {
  const target = join(temporaryFolder(t), 'site')
  const { status, stderr } = spawnSync(process.execPath, [join(repository, 'scripts', 'site.js'), target, root], {
    encoding: 'utf8',
  })
  return { target, status, stderr }
}

test('the site has every document, reached from every page of its language, and loads nothing from elsewhere', (t) => {
  const { target, status, stderr } = build(t, repository)
  assert.equal(status, 0, stderr)
  const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: repository })
  const pages = globSync('**/*.html', { cwd: target })
  assert.equal(pages.length, documents.length)
  for (const page of pages) {
    const html = readFileSync(join(target, page), 'utf8')
    const [navigation = ''] = /<nav>[^]*<\/nav>/.exec(html) ?? []
    const own = page.startsWith('ja/') ? pages.filter((other) => other.startsWith('ja/')) : pages
    const wanted = own.filter((other) => page.startsWith('ja/') || !other.startsWith('ja/')).length
    assert.ok((navigation.match(/<li><a href="[^#]/g)?.length ?? 0) >= wanted - 1, page)
    assert.doesNotMatch(html, /<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?\/\//, page)
  }
})

test('a link of a document that leads nowhere fails the site, and is named', (t) => {
  const root = temporaryFolder(t)
  for (const name of ['docs', 'test/attacks', 'test/fixtures/escapes.jsonl', ...globSync('*.md', { cwd: repository })])
    cpSync(join(repository, name), join(root, name), { recursive: true })
  appendFileSync(join(root, 'docs', 'policy.md'), '\n[a](nowhere.md) [b](sandbox.md#no-such-heading) [c](#packs)\n')
  const { status, stderr } = build(t, root)
  assert.equal(status, 1)
  assert.deepEqual(stderr.trim().split('\n').slice(1), [
    '  docs/policy.md -> nowhere.md',
    '  docs/policy.md -> sandbox.md#no-such-heading',
  ])
})
