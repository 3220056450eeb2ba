// The end of the tour: a checkpoint, somebody's careless edits, a rollback, and an undo that brings the edits back.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes } from '../core/failure.ts'
import { checkpoint } from './checkpoint.ts'
import type { Command, Terminal } from './command.ts'
import { rollback } from './rollback.ts'
import { undo } from './undo.ts'

/** Runs the three commands as an operator would; true when the files were each time what they must be. */
export async function showUndo(root: string, terminal: Terminal): Promise<boolean> {
  const sales = join(root, 'data', 'sales.csv')
  const notes = join(root, 'data', 'notes.txt')
  const run = async (name: string, command: Command, operands: string[], options: Record<string, boolean>) => {
    terminal.out(`\n$ tos ${[name, ...operands, ...Object.keys(options).map((option) => `--${option}`)].join(' ')}\n`)
    const invocation = { name, typed: name, isRunbook: false, operands, options: { ...options, yes: true, root } }
    return (await command.run(invocation, terminal)) === exitCodes.well
  }
  const original = readFileSync(sales, 'utf8')
  const isMade = await run('checkpoint', checkpoint, ['demo_done'], {})

  terminal.out('\n$ sed -i 1,300d data/sales.csv; echo "call Osaka" > data/notes.txt      # a careless moment\n')
  const careless = original.split('\n').slice(300).join('\n')
  writeFileSync(sales, careless)
  appendFileSync(notes, 'call Osaka\n')

  const isRolledBack = await run('rollback', rollback, ['demo_done'], { save: true, 'no-test': true })
  const isBack = readFileSync(sales, 'utf8') === original && !existsSync(notes)
  terminal.out(`data/sales.csv is whole again: ${answer(isBack)}\n`)

  const isUndone = await run('undo', undo, [], {})
  const isThere = readFileSync(sales, 'utf8') === careless && existsSync(notes)
  terminal.out(`the edits are back, nothing was lost: ${answer(isThere)}\n`)
  return isMade && isRolledBack && isBack && isUndone && isThere
}

const answer = (isRight: boolean): string => (isRight ? 'checked' : 'WRONG')
