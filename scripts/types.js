// The published types, without a dependency: the library's contract as it stands in source/library/api.ts and
// checkpoints-api.ts, and the events as their published JSON Schema has them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { compile } from 'json-schema-to-typescript'

const root = new URL('..', import.meta.url).pathname

const failed = `/** What every call throws where something expected goes wrong. */
export declare class Failed extends Error {
  readonly failure: Failure
}
`
const index = `${failed}export declare const openProject: OpenProject
export declare const checkCommand: CheckCommand
`
const policy = `import type { CheckCommand, ExplainCommand, PackName } from './index.js'
export {
  Failed,
  type CheckOptions,
  type Effect,
  type Explained,
  type ExplainedCall,
  type Failure,
  type Judgement,
  type PackName,
} from './index.js'
export declare const checkCommand: CheckCommand
export declare const explainCommand: ExplainCommand
export declare const packNames: readonly PackName[]
`

/** A part of the contract, its imports those of the published files. */
const contract = (name) =>
  readFileSync(`${root}source/library/${name}`, 'utf8')
    .replaceAll("'../core/event.ts'", "'./events.js'")
    .replaceAll("'./checkpoints-api.ts'", "'./checkpoints.js'")

/** Writes index.d.ts, checkpoints.d.ts, policy.d.ts and events.d.ts into `folder`. */
export async function writeTypes(folder) {
  const { title: _title, ...schema } = JSON.parse(readFileSync(`${root}config/schema/events.v1.json`, 'utf8'))
  const events = await compile(schema, 'Event', {
    bannerComment: '// One line of logs/journal.ndjson.',
    additionalProperties: false,
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/index.d.ts`, contract('api.ts') + index)
  writeFileSync(`${folder}/checkpoints.d.ts`, contract('checkpoints-api.ts'))
  writeFileSync(`${folder}/policy.d.ts`, policy)
  writeFileSync(`${folder}/events.d.ts`, events)
}
