// Builds the documents as a site of plain pages: `npm run site`, or `node scripts/site.js TARGET [ROOT]`. A link that leads
// nowhere fails it. No network, no framework: the pages work from a folder, too.
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, posix, resolve } from 'node:path'
import { Marked } from 'marked'
import { language, wordsOf } from './site/words.js'
import { pageHtml } from './site/page.js'

const here = new URL('.', import.meta.url).pathname
const target = resolve(process.argv[2] ?? join(here, '..', 'site'))
const root = resolve(process.argv[3] ?? join(here, '..'))

/** The order of the navigation; what is not named comes behind. */
const order =
  `README project screen keys checkpoints policy sandbox reliability models fleet cli library journal architecture
  CONTRIBUTING CHANGELOG`.split(/\s+/)
const sources = globSync(['*.md', 'docs/**/*.md'], { cwd: root }).toSorted()

/** Where a document lies on the site. */
function addressOf(source) {
  if (source === 'README.md') return 'index.html'
  if (source === 'README.ja.md') return 'ja/index.html'
  return `${source
    .replace(/^docs\//, '')
    .replace(/\.md$/, '')
    .toLowerCase()}.html`
}

/** As the places that show Markdown name their headings. */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-')

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const plain = (tokens) => tokens.map((token) => (token.tokens ? plain(token.tokens) : (token.text ?? ''))).join('')
const dead = []
const files = new Set()
const pages = new Map(sources.map((source) => [source, read(source)]))

/** What a document holds, before any link of it is followed. */
function read(source) {
  const marked = new Marked()
  const tokens = marked.lexer(readFileSync(join(root, source), 'utf8'))
  const headings = []
  const seen = new Map()
  for (const token of tokens) {
    if (token.type !== 'heading') continue
    const wanted = anchorOf(plain(token.tokens))
    const times = seen.get(wanted) ?? 0
    seen.set(wanted, times + 1)
    headings.push({ depth: token.depth, title: plain(token.tokens), anchor: times ? `${wanted}-${times}` : wanted })
  }
  const title = headings.find(({ depth }) => depth === 1)?.title ?? basename(source)
  return { source, address: addressOf(source), language: language(source), title, headings, tokens }
}

/** The address that a link of `page` has on the site. */
function follow(href, page) {
  if (/^[a-z]+:/.test(href)) return href
  const [path = '', anchor] = href.split('#')
  const wanted = path === '' ? page.source : posix.join(posix.dirname(page.source), path)
  const other = pages.get(wanted)
  if (!other && !statSync(join(root, wanted), { throwIfNoEntry: false })?.isFile())
    dead.push(`${page.source} -> ${href}`)
  else if (!other) files.add(wanted)
  else if (anchor !== undefined && !other.headings.some((heading) => heading.anchor === decodeURI(anchor)))
    dead.push(`${page.source} -> ${href}`)
  const to = other?.address ?? wanted.replace(/^docs\//, '')
  return posix.relative(posix.dirname(page.address), to) + (anchor === undefined ? '' : `#${anchor}`)
}

function bodyOf(page) {
  let nth = 0
  const renderer = {
    heading({ tokens, depth }) {
      const anchor = escaped(page.headings[nth++].anchor)
      return `<h${depth} id="${anchor}">${this.parser.parseInline(tokens)} <a class="here" href="#${anchor}">#</a></h${depth}>\n`
    },
    link({ href, tokens }) {
      return `<a href="${escaped(follow(href, page))}">${this.parser.parseInline(tokens)}</a>`
    },
    image({ href, text }) {
      return `<img src="${escaped(follow(href, page))}" alt="${escaped(text)}">`
    },
  }
  const html = new Marked({ renderer }).parser(page.tokens)
  return html.replaceAll('<table>', '<div class="wide"><table>').replaceAll('</table>', '</table></div>')
}

/** Of one language, with English ones where there is no other; in the order of the table above. */
function navigationOf(wanted) {
  const place = ({ source }) => {
    const at = order.indexOf(basename(source).replace(/(?:\.ja)?\.md$/, ''))
    return at === -1 ? order.length : at
  }
  const own = [...pages.values()].filter((page) => page.language === wanted)
  const addresses = new Set(own.map(({ address }) => basename(address)))
  const others = [...pages.values()].filter((page) => page.language === 'en' && !addresses.has(basename(page.address)))
  return [...own, ...(wanted === 'en' ? [] : others)].toSorted((a, b) => place(a) - place(b))
}

/** One entry for each heading: what a search looks through. */
function indexOf(page) {
  const entries = []
  for (const token of page.tokens)
    if (token.type === 'heading')
      entries.push({ ...page.headings[entries.length], page: page.title, address: page.address, text: '' })
    else if (entries.length > 0) entries.at(-1).text += `${token.raw.replaceAll(/[`*|]|\]\([^)]*\)|\s+/g, ' ')} `
  return entries.map(({ page: of, title, address, anchor, text }) => [of, title, `${address}#${anchor}`, text])
}

rmSync(target, { recursive: true, force: true })
for (const page of pages.values()) {
  const html = pageHtml({ page, body: bodyOf(page), navigation: navigationOf(page.language), words: wordsOf(page) })
  mkdirSync(dirname(join(target, page.address)), { recursive: true })
  writeFileSync(join(target, page.address), html)
}
for (const wanted of new Set([...pages.values()].map((page) => page.language))) {
  const entries = navigationOf(wanted).flatMap(indexOf)
  writeFileSync(join(target, `index.${wanted}.js`), `window.pages = ${JSON.stringify(entries)}\n`)
}
for (const file of files) cpSync(join(root, file), join(target, file.replace(/^docs\//, '')))
for (const name of ['style.css', 'search.js']) cpSync(join(here, 'site', name), join(target, name))
if (dead.length > 0) {
  console.error(`site: links that lead nowhere:\n${dead.map((link) => `  ${link}`).join('\n')}`)
  process.exit(1)
}
if (!existsSync(join(target, 'index.html'))) throw new Error('site: no README.md, no first page')
console.log(`site: ${pages.size} pages, ${files.size} files in ${target}`)
