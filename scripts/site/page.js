// One page of the site: navigation, search, document.
import { posix } from 'node:path'

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export function pageHtml({ page, body, navigation, words }) {
  const to = (address) => posix.relative(posix.dirname(page.address), address)
  const entry = (other) => {
    const foreign = other.language === page.language ? '' : words.english
    if (other !== page) return `<li><a href="${to(other.address)}">${escaped(other.title)}${foreign}</a></li>`
    const parts = other.headings.filter(({ depth }) => depth === 2)
    const inner = parts.map(({ anchor, title }) => `<li><a href="#${anchor}">${escaped(title)}</a></li>`).join('')
    return `<li><a href="#" aria-current="page">${escaped(other.title)}</a>${inner && `<ul>${inner}</ul>`}</li>`
  }
  return `<!doctype html>
<html lang="${page.language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page.title)}${page.title === 'tos-tui' ? '' : ' · tos-tui'}</title>
<link rel="stylesheet" href="${to('style.css')}">
<nav>
<details open><summary>${words.menu}</summary>
<input type="search" placeholder="${words.search}" aria-label="${words.search}" data-root="${to('index.html').slice(0, -'index.html'.length)}" data-none="${words.none}">
<ul class="found" hidden></ul>
<ul class="pages">${navigation.map(entry).join('\n')}</ul>
</details>
</nav>
<main>
${body}</main>
<script src="${to(`index.${page.language}.js`)}" defer></script>
<script src="${to('search.js')}" defer></script>
</html>
`
}
