// A routine's protocol: dated, with every check and an open box for what only a person can judge, signed by who ran it.
import { createHash } from 'node:crypto'
import { printableLine } from '../../core/printable.ts'
import type { Finding } from '../examine.ts'

export interface Protocol {
  readonly routine: string
  /** UTC. */
  readonly at: string
  readonly by: string
  readonly root: string
  readonly version: string
  readonly commit: string | null
  readonly findings: readonly Finding[]
  readonly byHand: readonly string[]
  readonly remark: string | null
}

export const failedOf = ({ findings }: Pick<Protocol, 'findings'>): number =>
  findings.filter(({ level }) => level === 'FAIL').length

/** A check in a line, what helps below it. */
export const findingLine = ({ level, check, what, remedy }: Finding): string =>
  `${level.padEnd(4)}  ${check.padEnd(16)}  ${printableLine(what)}${remedy ? `\n      ${' '.repeat(16)}  -> ${remedy}` : ''}\n`

export const tally = (findings: readonly Finding[]): string =>
  `${findings.length} checks: ${failedOf({ findings })} failed, ${findings.filter(({ level }) => level === 'warn').length} to look at\n`

/** The last line holds the SHA-256 of all above it: what is changed later no longer fits. */
export function protocolText(protocol: Protocol): string {
  const { routine, at, by, root, commit, version, findings, byHand, remark } = protocol
  const text = [
    `TOS ${routine} routine, ${at}\n`,
    `project  ${root}\n`,
    `commit   ${commit ?? 'none'}, tos-tui ${version}\n`,
    `by       ${by}\n\n`,
    ...findings.map(findingLine),
    '\n',
    ...byHand.map((what) => `[ ]   ${what}\n`),
    `remarks: ${remark === null ? '' : printableLine(remark)}\n\n`,
    tally(findings),
  ].join('')
  return `${text}signed   ${by}, ${at}, sha256 ${createHash('sha256').update(text).digest('hex')}\n`
}
