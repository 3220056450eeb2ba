import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import { lexer, type Token, type Tokens } from 'marked'
import { japaneseSentences } from '../source/cli/reference/ja/pages.ts'
import { referencePages } from '../source/cli/reference/pages.ts'
import { environmentRows, exitCodeMeanings } from '../source/cli/table/environment.ts'
import type { CommandRow } from '../source/cli/table/row.ts'
import { openRow } from '../source/cli/table/project.ts'
import { commonOptions } from '../source/cli/table/shared.ts'
import { commandNames, commandTable } from '../source/cli/table/table.ts'
import { catalogues } from '../source/ui/words/words.ts'
import { repository } from './helpers/repository.ts'

/** For programs and developers, who read English. */
const englishOnly = new Set(['architecture.md', 'journal.md', 'policy-engine.md'])

const text = (path: string) => readFileSync(join(repository, path), 'utf8')
const pages = globSync('docs/*.md', { cwd: repository })
  .map((path) => basename(path))
  .filter((name) => !englishOnly.has(name))
  .toSorted()
const pairs = [
  { english: 'README.md', japanese: 'README.ja.md' },
  ...pages.map((name) => ({ english: `docs/${name}`, japanese: `docs/ja/${name}` })),
]
const generated = new Set(Object.keys(referencePages()))

/** All tokens, the inner ones behind the one they stand in. */
const everyToken = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => [token, ...everyToken(innerOf(token))])

function innerOf(token: Token): Token[] {
  if (token.type === 'list') return token.items
  if (token.type === 'table') return [...token.header, ...token.rows.flat()].flatMap(({ tokens }) => tokens)
  return 'tokens' in token ? (token.tokens ?? []) : []
}

/** Lines of code without what is said about them: comments, and in plain blocks what follows a wide gap. */
function bareCode({ lang = '', text: code }: Tokens.Code): string[] {
  const said = lang === 'js' ? /\s*\/\/ .*$/ : lang === '' ? /(?<=\S) {2,}.*$/ : /\s*# .*$/
  return code.split('\n').map((line) => line.replace(said, ''))
}

/** What two languages of one page have in common: its parts in their order. */
function shapeOf(markdown: string): string[] {
  return lexer(markdown).flatMap((token) => {
    if (token.type === 'heading') return [`heading ${token.depth}`]
    if (token.type === 'code') return bareCode(token as Tokens.Code)
    if (token.type === 'table') return [`table of ${token.header.length} columns, ${token.rows.length} rows`]
    if (token.type === 'list') return [`list of ${token.items.length}`]
    return []
  })
}

interface Section {
  readonly heading: string
  readonly codes: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  readonly links: readonly string[]
}

/** From heading to heading: what is the same in every language, whatever the words. */
function sectionsOf(markdown: string): Section[] {
  const parts: { heading: string; tokens: Token[] }[] = [{ heading: '', tokens: [] }]
  for (const token of lexer(markdown))
    if (token.type === 'heading') parts.push({ heading: token.text, tokens: [token] })
    else parts.at(-1)?.tokens.push(token)
  return parts.map(({ heading, tokens }) => {
    const all = everyToken(tokens)
    const words = all.filter((token) => token.type === 'text' && !('tokens' in token && token.tokens))
    return {
      heading,
      codes: new Set(all.filter(({ type }) => type === 'codespan').map((token) => (token as Tokens.Codespan).text)),
      numbers: new Set(words.flatMap(({ raw }) => raw.match(/\d[\d,.]*\d/g) ?? [])),
      links: all
        .filter(({ type }) => type === 'link' || type === 'image')
        .map((token) => (token as Tokens.Link).href.replace(/^.*\/(?=[\w.-]+$)/, '')),
    }
  })
}

const lacking = <T>(wanted: Iterable<T>, given: ReadonlySet<T>): T[] => [...wanted].filter((one) => !given.has(one))

for (const { english, japanese } of pairs)
  describe(japanese, () => {
    test('is there, and both languages lead to each other on top', () => {
      const top = (path: string) => text(path).split('\n')[2]
      const to = japanese.startsWith('docs/') ? japanese.slice('docs/'.length) : japanese
      assert.equal(top(english), `[日本語](${to})`)
      assert.equal(top(japanese), `[English](${japanese.startsWith('docs/') ? '../' : ''}${basename(english)})`)
    })
    test('has the headings, tables, lists and code of the English page', () => {
      assert.deepEqual(shapeOf(text(japanese)), shapeOf(text(english)))
    })
    if (!generated.has(english))
      test('names, section by section, the same code, figures and pages', () => {
        const there = sectionsOf(text(japanese))
        for (const [i, { heading, codes, numbers, links }] of sectionsOf(text(english)).entries()) {
          const section = there[i]
          assert.ok(section)
          const where = `${english} '${heading}': what ${japanese} lacks`
          assert.deepEqual(lacking(codes, section.codes), [], where)
          assert.deepEqual(lacking(section.codes, codes), [], `${japanese} '${section.heading}': what ${english} lacks`)
          assert.deepEqual(lacking(numbers, section.numbers), [], where)
          if (i > 1) assert.deepEqual(lacking(links, new Set(section.links)), [], where)
        }
      })
    test('breaks no line between two Japanese characters, which would show as a space', () => {
      const prose = text(japanese).replaceAll(/^```[^]*?^```/gm, '')
      assert.doesNotMatch(prose, /[\p{scx=Kana}\p{scx=Hira}\p{scx=Han}]\n[\p{scx=Kana}\p{scx=Hira}\p{scx=Han}]/u)
    })
    test('leads to files that are there, and to Japanese pages where there are some', () => {
      for (const [, target = ''] of text(japanese).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
        const path = join(japanese, '..', target)
        assert.ok(existsSync(join(repository, path)), path)
        const own = path.replace(/^docs\/(?=[\w-]+\.md$)/, 'docs/ja/')
        const isTop = text(japanese).split('\n')[2]?.includes(target)
        if (own !== path && !isTop) assert.ok(!existsSync(join(repository, own)), `${japanese} -> ${own}`)
      }
    })
  })

test('the Japanese pages say things in the words of the Japanese screen', () => {
  const { panels, stages, menu, checkpoints } = catalogues.ja
  for (const name of Object.values(panels)) assert.ok(text('docs/ja/screen.md').includes(name), name)
  for (const name of [stages.draft, stages.review, stages.final]) assert.ok(text('README.ja.md').includes(name), name)
  for (const name of [checkpoints.rollBack, menu.ways.loops, menu.ways.settings, menu.ways.demo])
    assert.ok(text('docs/ja/screen.md').includes(name.replace('を見る', '')), name)
  for (const { japanese } of pairs)
    assert.doesNotMatch(text(japanese), /承認|(?<![ュジ])ルール|巻き戻|差し戻/, japanese)
})

test('every sentence of the table of commands has Japanese, and no other has', () => {
  const rows: readonly CommandRow[] = [openRow, ...commandNames.map((name) => commandTable[name])]
  const operands = rows.flatMap(({ operands, verbs = [] }) => [
    ...(operands ?? []),
    ...verbs.flatMap((verb) => verb.operands),
  ])
  const options = [...commonOptions, ...rows.flatMap((row) => row.options)]
  const sentences = new Set([
    ...rows.map(({ summary }) => summary),
    ...rows.flatMap(({ verbs = [] }) => verbs.map(({ meaning }) => meaning)),
    ...rows.flatMap(({ examples }) => examples.map(({ does }) => does)),
    ...rows.flatMap(({ notes = [] }) => notes),
    ...[...operands, ...options, ...environmentRows].map(({ meaning }) => meaning),
    ...options.map(({ fallback = '' }) => fallback).filter((fallback) => fallback.includes(' ')),
    ...Object.values(exitCodeMeanings),
  ])
  assert.deepEqual(Object.keys(japaneseSentences).toSorted(), [...sentences].toSorted())
})
