import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metricsText } from '../../source/views/metrics.ts'
import { evolveOverview, initialOverview } from '../../source/views/overview.ts'
import * as f from '../helpers/facts.ts'
import { nightFacts } from '../helpers/night.ts'

test('every line of the metrics is one that Prometheus reads, and every metric has its help and type once', () => {
  const overview = f.eventsOf(...nightFacts(36, 40)).reduce(evolveOverview, initialOverview)
  const lines = metricsText(overview, false).trimEnd().split('\n')
  for (const line of lines)
    assert.match(
      line,
      /^(?:# HELP [a-z_]+ .+|# TYPE [a-z_]+ (?:gauge|counter)|[a-z_]+(?:\{(?:[a-z]+="[^"\n]*",?)+\})? -?\d[\d.e+-]*)$/,
    )
  const named = lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2])
  assert.equal(new Set(named).size, named.length)
  for (const line of [
    'tos_running 0',
    'tos_jobs_done 36',
    'tos_jobs_max 40',
    'tos_decisions_total{verdict="deny"} 4',
    'tos_exit_code 4',
  ])
    assert.ok(lines.includes(line), `${line} in ${lines.join('\n')}`)
})

test('before anything was run there are metrics too', () => {
  assert.match(metricsText(initialOverview, true), /^tos_running 1$/m)
})
