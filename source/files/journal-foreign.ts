// Whether another program wrote to the journal that is held open, or put another file in its place.
import { fstatSync, lstatSync } from 'node:fs'
import { exitCodes, Failed } from '../core/failure.ts'

/** `offset`: bytes that its one writer knows of. @throws Failed when it is not the file of that name and length */
export function refuseForeign(path: string, descriptor: number, offset: number): void {
  const { size, ino, dev } = fstatSync(descriptor)
  const named = lstatSync(path, { throwIfNoEntry: false })
  if (named?.ino !== ino || named.dev !== dev) throw foreignWrite(path, 'it is another file now')
  const foreign = size - offset
  if (foreign !== 0) throw foreignWrite(path, `${foreign} bytes`)
}

function foreignWrite(path: string, change: string): Failed {
  return new Failed({
    what: `another program changed the journal (${change}); nothing more is done on its word`,
    where: path,
    remedy: "look at its last lines, remove what is foreign, then 'tos resume'",
    exitCode: exitCodes.failed,
  })
}
