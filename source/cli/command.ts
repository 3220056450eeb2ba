// What a command is to the table: its words, its options, and the function that does it.
import type { ParseArgsOptionsConfig } from 'node:util'
import { describeFailure, type Failure } from '../core/failure.ts'
import { failureLine } from '../core/failure-data.ts'

export interface Invocation {
  /** The command's name, as in the table. */
  readonly name: string
  readonly options: Readonly<Record<string, string | boolean | string[] | undefined>>
  readonly operands: readonly string[]
  /** The mode as it was typed, for the runbook's first lines. */
  readonly typed: string
  /** Called in the runbook's spelling (-Mode run). */
  readonly isRunbook: boolean
}

export interface Terminal {
  /** Data. */
  readonly out: (text: string) => void
  /** Messages to people. */
  readonly error: (text: string) => void
  /** What is piped in, decoded. */
  readonly input: () => AsyncIterable<string>
  readonly environment: NodeJS.ProcessEnv
  readonly folder: string
  readonly isTty: boolean
  /** What was asked for is data: a failure stands among it too. */
  readonly isJson?: boolean
  /** Another process of the program reads the messages: failures are told to it as data. */
  readonly isForSelf?: boolean
}

export interface Command {
  readonly summary: string
  readonly usage: string
  readonly options: ParseArgsOptionsConfig
  /** At most this many operands. */
  readonly operands: number
  /** Resolves to the exit code. */
  readonly run: (invocation: Invocation, terminal: Terminal) => Promise<number>
}

export const text = (invocation: Invocation, name: string): string | null => {
  const value = invocation.options[name]
  return typeof value === 'string' ? value : null
}
export const texts = (invocation: Invocation, name: string): string[] => {
  const value = invocation.options[name]
  return Array.isArray(value) ? value : []
}
export const flag = (invocation: Invocation, name: string): boolean => invocation.options[name] === true

/** Says what went wrong and what to do, and gives the exit code. */
export function report(failure: Failure, terminal: Terminal): number {
  if (terminal.isJson) terminal.out(failureLine(failure))
  if (terminal.isForSelf) terminal.error(failureLine(failure))
  else for (const each of [failure, ...(failure.others ?? [])]) terminal.error(`tos: ${describeFailure(each)}\n`)
  return failure.exitCode
}
