// JSON files checked against a schema: every doubt is an error that names file, line, key and the nearest known key.
import type * as z from 'zod'
import { fail, misconfigured, succeed, type Failure, type Result } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { jsonFileOf, readJsonFile, type JsonFile } from './json-file.ts'

const maxBytes = 1024 * 1024
/** Problems of a file that are told at once. */
const shownProblems = 10

export interface CheckedJson<T> {
  readonly file: JsonFile
  readonly value: T
}

export interface CheckedReading {
  readonly hasComments?: boolean
  /** Checked in place of what stands in the file. */
  readonly text?: string
}

export function readChecked<S extends z.ZodType>(
  path: string,
  schema: S,
  { hasComments = false, text }: CheckedReading = {},
): Result<CheckedJson<z.infer<S>>> {
  // A person's own link is followed: no command can write the folder of the settings.
  const read =
    text === undefined
      ? readJsonFile(path, { maxBytes, links: 'any', hasComments })
      : jsonFileOf(path, text, Buffer.byteLength(text), { hasComments })
  return read.ok ? checked(read.value, schema) : read
}

function checked<S extends z.ZodType>(file: JsonFile, schema: S): Result<CheckedJson<z.infer<S>>> {
  const twice = duplicateKey(file)
  if (twice) return fail(twice)
  // To compile a parser takes longer than to read one file without.
  const parsed = schema.safeParse(file.value, { jitless: true })
  if (parsed.success) return succeed({ file, value: parsed.data })
  const [first, ...others] = parsed.error.issues
    .flatMap((issue) => describe(file, issue, schema))
    .slice(0, shownProblems)
  return fail(first ? { ...first, others } : misconfigured('invalid', file.path, 'correct the file'))
}

function describe(file: JsonFile, issue: z.core.$ZodIssue, schema: z.ZodType): Failure[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(file, issue.path, key, schema))
  const dotted = issue.path.join('.')
  const what = dotted ? `'${dotted}': ${issue.message}` : issue.message
  const isMissing = issue.code === 'invalid_type' && valueAt(file.value, issue.path) === undefined
  const failure = misconfigured(
    isMissing ? `'${dotted}' is missing` : what.replace('Invalid input: ', ''),
    file.place(issue.path),
    isMissing ? 'add it' : 'correct the value',
  )
  return [failure]
}

function unknownKey(file: JsonFile, path: readonly PropertyKey[], key: string, schema: z.ZodType): Failure {
  const near = nearestWord(key, knownKeys(schema, path))
  const name = [...path, key].join('.')
  const remedy = near ? `did you mean '${near}'? correct or remove it` : 'remove it'
  return misconfigured(`unknown key '${name}'`, file.place(path, key), remedy)
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], value)
}

/** Keys the schema knows at a path; unions give those of every member. */
function knownKeys(schema: unknown, path: readonly PropertyKey[]): string[] {
  const node = schema as { def?: Record<string, unknown> } | undefined
  const definition = node?.def
  if (!definition) return []
  if (definition['innerType']) return knownKeys(definition['innerType'], path)
  if (Array.isArray(definition['options'])) return definition['options'].flatMap((option) => knownKeys(option, path))
  const [first, ...rest] = path
  if (definition['type'] === 'array') return knownKeys(definition['element'], rest)
  const shape = definition['shape'] as Record<string, unknown> | undefined
  if (!shape) return []
  return first === undefined ? Object.keys(shape) : knownKeys(shape[String(first)], rest)
}

function duplicateKey(file: JsonFile): Failure | null {
  const queue = [file.tree()]
  for (let node = queue.pop(); node; node = queue.pop()) {
    const seen = new Set<string>()
    for (const child of node.children ?? []) {
      const name = child.type === 'property' ? String(child.children?.[0]?.value) : null
      if (name !== null && seen.has(name)) {
        const line = file.text.slice(0, child.offset).split('\n').length
        return misconfigured(`the key '${name}' stands twice`, `${file.path}:${line}`, 'remove one of them')
      }
      if (name !== null) seen.add(name)
      queue.push(child)
    }
  }
  return null
}
