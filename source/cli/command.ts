// What a command is to the program: how it is called, where it speaks, and the function that does it.
import { describeFailure, type Failure } from '../core/failure.ts'
import { failureLine } from '../core/failure-data.ts'
import type { LostFolder } from './current-folder.ts'

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
  /** Where `folder` is not the one that the call was made in. */
  readonly lost?: LostFolder | null
  readonly isTty: boolean
  /** Failures, when messages are not wanted. */
  readonly fail?: (text: string) => void
  /** What was asked for is data: a failure stands among it too. */
  readonly isJson?: boolean
  /** Another process of the program reads the messages: failures are told to it as data. */
  readonly isForSelf?: boolean
}

/** What it takes stands in the table. */
export interface Command {
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
  const say = terminal.fail ?? terminal.error
  if (terminal.isForSelf) say(failureLine(failure))
  else for (const each of [failure, ...(failure.others ?? [])]) say(`tos: ${describeFailure(each)}\n`)
  return failure.exitCode
}
