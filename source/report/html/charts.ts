// The charts of the HTML report, each twice: for a screen and for a telephone, where the wide one could not be read.
import { chartParts, gantt } from '../charts/gantt.ts'
import { spending, spendingKinds } from '../charts/spending.ts'
import { escaped } from '../html-text.ts'
import type { ReportText } from '../report-text.ts'

const widths = { wide: 960, narrow: 346 } as const

export function chartsHtml({ report, words }: ReportText): { readonly timeline: string; readonly spending: string } {
  const both = (draw: (width: number, id: string) => string, name: string): string =>
    Object.entries(widths)
      .map(([kind, width]) => [kind, draw(width, `${name}-${kind}`)] as const)
      .map(([kind, svg]) => (svg === '' ? '' : `<div class="${kind}">${svg}</div>`))
      .join('')
  const timeline = both((width, id) => gantt(report, words, width, id), 'gantt')
  const kinds = spendingKinds.map((kind) => both((width, id) => spending(report, words, kind, width, id), kind))
  const noPrice = kinds[0] === '' && kinds[1] !== '' ? `<p class="soft">${escaped(words.noPrice)}</p>` : ''
  const legend = chartParts.map(
    (part) =>
      `<li><svg viewBox="0 0 20 12" aria-hidden="true"><rect class="${part}" width="20" height="${part === 'executing' ? 12 : part === 'waiting' ? 9 : 6}" y="${part === 'executing' ? 0 : part === 'waiting' ? 1.5 : 3}"/></svg>${escaped(words.parts[part])}</li>`,
  )
  return {
    timeline: timeline === '' ? '' : `<ul class="legend small">${legend.join('')}</ul>${timeline}`,
    spending: `${kinds.join('')}${noPrice}`,
  }
}
