// In the reader's browser: finds the sections that hold all the words that are typed, headings first.
const field = document.querySelector('input[type=search]')
const found = document.querySelector('.found')
const pages = document.querySelector('.pages')

// A small screen shows the document first.
if (matchMedia('(max-width: 60rem)').matches) document.querySelector('nav details').open = false

function hits(words) {
  const holds = (text) => words.every((word) => text.toLowerCase().includes(word))
  const inTitle = window.pages.filter(([page, title]) => holds(`${page} ${title}`))
  const inText = window.pages.filter((entry) => !inTitle.includes(entry) && holds(entry.join(' ')))
  return [...inTitle, ...inText].slice(0, 30)
}

function link([page, title, address]) {
  const anchor = document.createElement('a')
  anchor.href = field.dataset.root + address
  anchor.textContent = page === title ? page : `${page}: ${title}`
  const row = document.createElement('li')
  row.append(anchor)
  return row
}

field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
  found.hidden = words.length === 0
  pages.hidden = words.length > 0
  const rows = words.length === 0 ? [] : hits(words).map(link)
  found.replaceChildren(...(rows.length > 0 || words.length === 0 ? rows : [field.dataset.none]))
})
