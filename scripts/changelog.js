// What a release makes of CHANGELOG.md.

const sectionOf = (changelog, title) => {
  const found = new RegExp(`^## ${title.replaceAll('.', '\\.')}\\n([^]*?)(?=^## |$(?![^]))`, 'm').exec(changelog)
  return found ? { whole: found[0], body: (found[1] ?? '').trim() } : null
}

/**
 * The changelog with a dated section of `version`: what stands under Unreleased, and in a section of that version that has
 * no date yet. Null when nothing stands there.
 */
export function released(changelog, version, date) {
  const unreleased = sectionOf(changelog, 'Unreleased')
  const prepared = sectionOf(changelog, version)
  const body = [unreleased?.body, prepared?.body].filter(Boolean).join('\n')
  if (!unreleased || body === '') return null
  return changelog
    .replace(prepared?.whole ?? '', '')
    .replace(unreleased.whole, () => `## Unreleased\n\n## ${version} (${date})\n\n${body}\n\n`)
    .replace(/\n+$/, '\n')
}
