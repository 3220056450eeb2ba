// Reads a JSON file a person may have written: errors name file, line and remedy, and every key knows its line.
import {
  findNodeAtLocation,
  parse,
  parseTree,
  printParseErrorCode,
  stripComments,
  type Node,
  type ParseError,
} from 'jsonc-parser'
import { causeOf, exitCodes, fail, Failed, misconfigured, succeed, type Result } from '../core/failure.ts'
import { readRegular, type Links } from './open-regular.ts'

const maxDepth = 200

export interface JsonFile {
  readonly path: string
  /** Decoded, without byte order mark. */
  readonly text: string
  readonly value: unknown
  readonly bytes: number
  /** `file:line` of the value at a path of keys; of the key itself when `key` is given and unknown at that path. */
  readonly place: (path: readonly PropertyKey[], key?: string) => string
  /** Concrete syntax, for those who need a number's own spelling. */
  readonly tree: () => Node | undefined
}

export interface Reading {
  readonly maxBytes: number
  readonly links?: Links
  /** Comments are taken for white space. */
  readonly hasComments?: boolean
}

/** A missing file is a failure like any other; ask isThere first where it may be missing. */
export function readJsonFile(path: string, reading: Reading): Result<JsonFile> {
  const read = readText(path, reading)
  return read.ok ? jsonFileOf(path, read.value.text, read.value.bytes, reading) : read
}

/** As if `text` stood in the file. */
export function jsonFileOf(
  path: string,
  written: string,
  bytes: number,
  { hasComments = false }: Pick<Reading, 'hasComments'>,
): Result<JsonFile> {
  // Blanks in their place: every offset stays.
  const text = hasComments ? stripComments(written, ' ') : written
  const bad = (what: string, offset: number) =>
    fail(misconfigured(what, `${path}:${lineOf(text, offset)}`, 'correct the file and run again'))
  if (text.trim() === '') return bad('the file is empty', 0)
  const deep = tooDeepAt(text)
  if (deep >= 0) return bad(`nested deeper than ${maxDepth} levels`, deep)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const errors: ParseError[] = []
    parse(text, errors, { disallowComments: true, allowTrailingComma: false })
    const [first] = errors
    const position = Number(/position (\d+)/.exec(causeOf(error))?.[1] ?? text.length)
    return bad(
      `invalid JSON (${first ? printParseErrorCode(first.error) : causeOf(error)})`,
      first ? first.offset : position,
    )
  }
  let tree: Node | undefined
  const lazyTree = () => (tree ??= parseTree(text))
  const place = (keys: readonly PropertyKey[], key?: string) =>
    `${path}:${lineOf(text, offsetOf(lazyTree(), keys as (string | number)[], key))}`
  return succeed({ path, text: written, value, bytes, place, tree: lazyTree })
}

function readText(path: string, { maxBytes, links = 'none' }: Reading): Result<{ text: string; bytes: number }> {
  try {
    const data = readRegular(path, maxBytes, { links })
    return succeed({ text: decode(data), bytes: data.length })
  } catch (error) {
    if (error instanceof Failed) return fail({ ...error.failure, exitCode: exitCodes.usage })
    return fail(misconfigured(`cannot be read (${causeOf(error)})`, path, 'make it a readable UTF-8 JSON file'))
  }
}

function decode(data: Buffer): string {
  const encoding =
    data[0] === 0xff && data[1] === 0xfe ? 'utf-16le' : data[0] === 0xfe && data[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true }).decode(data)
}

/** 1-based line of an offset. */
function lineOf(text: string, offset: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line++
  return line
}

function offsetOf(tree: Node | undefined, keys: (string | number)[], key?: string): number {
  let node: Node | undefined
  for (let length = keys.length; length >= 0 && !node; length--)
    node = tree && (length === 0 ? tree : findNodeAtLocation(tree, keys.slice(0, length)))
  const property = node?.children?.find((child) => child.type === 'property' && child.children?.[0]?.value === key)
  return (key === undefined ? node : (property ?? node))?.offset ?? 0
}

/** Offset where the nesting limit is passed, or -1. Strings do not count. */
function tooDeepAt(text: string): number {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 0x5c) i++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > maxDepth) return i
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return -1
}
