// The job input: read as JSON, kept as inline text with its numbers and key order as they are spelled in the file.
import { lstatSync } from 'node:fs'
import { relative } from 'node:path'
import type { Node } from 'jsonc-parser'
import type { FactOf } from '../core/event.ts'
import { fail, misconfigured, succeed, type Result } from '../core/failure.ts'
import type { Config } from '../core/settings.ts'
import { readJsonFile } from './json-file.ts'
import type { Layout } from './layout.ts'

const maxBytes = 8 * 1024 * 1024

/** Reads the job input for the coming job; with job_loop off only its presence and size are told. */
export function readPayload(layout: Layout, config: Config): Result<FactOf<'payload.read'>> {
  const { enabled, job_input: input } = config.s5_settings.job_loop
  const path = layout.jobInput
  const absent = { type: 'payload.read', path: input.path, isThere: false, bytes: 0, text: null, name: null } as const
  if (path === null) return succeed(absent)
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (!stat) {
    if (!enabled || !input.required) return succeed(absent)
    const remedy = "put the job input there, or set 's5_settings.job_loop.job_input.required' to false"
    return fail(misconfigured('the required job input is missing', path, remedy))
  }
  if (!enabled) return succeed({ ...absent, isThere: stat.isFile(), bytes: stat.isFile() ? stat.size : 0 })
  const read = readJsonFile(path, { maxBytes })
  if (!read.ok) return read
  const { value, bytes } = read.value
  const tree = read.value.tree()
  const shown = relative(layout.root, path)
  if (value === null && input.required)
    return fail(misconfigured('the required job input is null', read.value.place([]), 'write an object: { … }'))
  if (value === null || !tree) return succeed({ ...absent, path: shown, isThere: true, bytes })
  if (typeof value !== 'object' || Array.isArray(value))
    return fail(misconfigured('the job input is not a JSON object', read.value.place([]), 'write an object: { … }'))
  const name = Object.hasOwn(value, 'job_name') ? (value as Record<string, unknown>)['job_name'] : null
  if (name !== null && typeof name !== 'string')
    return fail(misconfigured("'job_name' is not a string", read.value.place(['job_name']), 'put it in quotes'))
  const text = inlineText(tree, read.value.text)
  return succeed({ ...absent, path: shown, isThere: true, bytes, text, name: name || null })
}

/** Inline JSON of a syntax tree: `", "` and `": "`, numbers as written, the last of equal keys at the first one's place. */
function inlineText(node: Node, source: string): string {
  const children = node.children ?? []
  if (node.type === 'array') return `[${children.map((child) => inlineText(child, source)).join(', ')}]`
  if (node.type === 'number') return source.slice(node.offset, node.offset + node.length)
  if (node.type !== 'object') return JSON.stringify(node.value)
  const members = new Map<string, string>()
  for (const { children: [key, value] = [] } of children)
    if (key && value) members.set(String(key.value), inlineText(value, source))
  return `{${[...members].map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(', ')}}`
}
