// Reads a command by its type, with what the disk tells about folders.
import { statSync } from 'node:fs'
import type { Command } from '../core/event.ts'
import type { ParsedCommand } from './model/action.ts'
import { parseBash, parseWords } from './bash/parse.ts'
import type { Surroundings } from './model/place.ts'
import type { Elsewhere } from './machine/budget.ts'
import { doubtPlantedModules } from './rules/planted.ts'
import { parsePowershell } from './powershell/parse.ts'
import { findProgram } from './programs/programs.ts'
import { literal, type Value } from './model/value.ts'

export function parserFor(around: Surroundings): (command: Command) => ParsedCommand {
  const { root, home, temporary } = around
  const folders = new Map<string, boolean>()
  const isFolder = (path: string): boolean => {
    const known = folders.get(path)
    if (known !== undefined) return known
    const isAncestor = [root, home, '/tmp'].some(
      (known) => known === path || known.startsWith(path === '/' ? '/' : `${path}/`),
    )
    const found = isAncestor || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
    folders.set(path, found)
    return found
  }

  const context = { root, home, temporary, isFolder }
  const parseNative = (words: readonly Value[], from: Elsewhere): ParsedCommand | null =>
    findProgram(literal(words[0] ?? []) ?? '') === null ? null : parseWords(words, from, context)
  return ({ type, code }) => {
    folders.clear()
    return doubtPlantedModules(
      type === 'powershell' ? parsePowershell(code, { root, home, parseNative, isFolder }) : parseBash(code, context),
    )
  }
}
