import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { collector } from '../../source/report/collect.ts'
import { htmlReport } from '../../source/report/html/page.ts'
import { reportText } from '../../source/report/report-text.ts'
import { reportOf } from '../../source/report/report.ts'
import { englishReport } from '../../source/report/words.ts'
import { englishNight } from '../../source/views/night-words.ts'
import { nightRows } from '../../source/views/night.ts'
import { chromium, openPage } from '../helpers/browser.ts'
import * as f from '../helpers/facts.ts'
import { nightFacts } from '../helpers/night.ts'
import { temporaryFolder } from '../helpers/project.ts'

/** Points that the page is wider than its window. */
const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
const skip = chromium === null ? "there is no Chromium ('apt-get install chromium' brings one)" : false

function reportFile(folder: string): string {
  const scope = { run: null, job: null }
  const collecting = collector(scope)
  f.eventsOf(...nightFacts(20, 40)).forEach((event, i) =>
    collecting.take({ ...event, ts: new Date(Date.parse(event.ts) + i * 1000).toISOString() }),
  )
  const collected = collecting.collected()
  const patch = ['--- a/a.txt', '+++ b/a.txt', '@@ -1 +1 @@', '-old', `+${'new '.repeat(60)}`]
  const changes = [
    { path: 'a-folder-with-a-long-name/'.repeat(5), change: 'changed' as const, added: 1, removed: 1, patch },
  ]
  const report = reportOf(collected, {
    scope,
    madeAt: '2026-01-02T03:05:00.000Z',
    version: '0',
    isRunning: false,
    damage: {
      findings: [{ where: `/srv/${'night/'.repeat(20)}logs/journal.ndjson:12`, what: 'not valid JSON' }],
      more: 1,
      lost: 2,
    },
    commit: 'a'.repeat(40),
    gitStatus: [],
    gitLog: [],
    runSummary: `phase=done ${'job_result_path=/a/long/path'.repeat(10)}`,
    environment: { host: 'h' },
    changes: new Map([[1, { from: 's-001', to: 's-002', changes }]]),
    patchesLeftOut: 0,
  })
  const night = nightRows(collected.overview, { isRunning: false, most: 10 }, englishNight)
  const path = join(folder, 'report.html')
  writeFileSync(path, htmlReport(reportText(report, englishReport, night, englishNight.plain)))
  return path
}

test(
  'in a browser the report asks for nothing, tells no error, fits a telephone and a screen, and passes axe, light and dark',
  { skip },
  async (t) => {
    assert.ok(chromium !== null)
    const address = `file://${reportFile(temporaryFolder(t))}`
    const page = await openPage(t, chromium, address)
    assert.deepEqual([page.requests, page.errors], [[address], []])
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    for (const width of [380, 1400])
      for (const scheme of ['light', 'dark']) {
        await page.call('Emulation.setDeviceMetricsOverride', {
          width,
          height: 900,
          deviceScaleFactor: 1,
          mobile: false,
        })
        await page.call('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
        // Folded parts are read too.
        await page.value("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert.equal(await page.value(tooWide), 0, `${width} ${scheme}`)
        const least = await page.value(
          "Math.min(...[...document.querySelectorAll('svg.chart text')].filter((one) => one.getClientRects().length > 0).map((one) => one.getBoundingClientRect().height))",
        )
        assert.ok(Number(least) >= 10, `${String(least)} points of text in a chart at ${width}`)
        // Contrast is the scheme's, landmarks and order are the page's: two of the four tell all.
        if ((width === 380) !== (scheme === 'light')) continue
        await page.value(`${axe};0`)
        const found = await page.value(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.length} ${nodes[0].html.slice(0, 200)}`))',
        )
        assert.deepEqual(found, [], `${width} ${scheme}`)
      }
  },
)
