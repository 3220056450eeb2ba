// Writes config/schema/ from the one definition in source/core: `npm run schema`. A test keeps the two equal.
import { mkdirSync, writeFileSync } from 'node:fs'
import * as z from 'zod'

const root = new URL('..', import.meta.url).pathname
const { eventJsonSchema } = await import(`${root}.build/source/core/event.js`)
const { settingsJsonSchemas } = await import(`${root}.build/source/core/tos-schema.js`)
const { failureSchema } = await import(`${root}.build/source/core/failure-data.js`)
const { answersJsonSchema } = await import(`${root}.build/source/core/answers.js`)
const { reportJsonSchema } = await import(`${root}.build/source/core/report-schema.js`)
const { config, tos } = settingsJsonSchemas()

mkdirSync(`${root}config/schema`, { recursive: true })
for (const [name, schema] of Object.entries({
  'config_v0_3.v1': config,
  'tos.v1': tos,
  'events.v1': eventJsonSchema(),
  'answers.v1': answersJsonSchema(),
  'report.v1': reportJsonSchema(),
  'error.v1': z.toJSONSchema(failureSchema),
}))
  writeFileSync(`${root}config/schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`)
