// Sends a request to whoever holds the project; a holder on another host, which cannot be looked into, must take it.
import { rmSync } from 'node:fs'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import type { Request } from '../core/request.ts'
import { sendRequest } from '../files/inbox.ts'
import type { Layout } from '../files/layout.ts'
import { currentHolder, isElsewhere, type LockHolder } from '../files/lock.ts'
import { isThere } from '../files/open-regular.ts'
import { watchFolder } from '../files/watch-folder.ts'

/** Milliseconds in which a living runner takes a request; it looks every second. */
const patienceMs = 5000
const pollMs = 200

/** Succeeds when it was sent to a runner that lives here, or taken by one elsewhere. `remedy`: what helps when none does. */
export async function askRunner(layout: Layout, request: Request, remedy = startIt): Promise<Result<LockHolder>> {
  const holder = currentHolder(layout.lock)
  if (!holder) {
    const what = 'nothing is running in this project'
    return fail({ what, where: layout.root, remedy, exitCode: exitCodes.failed })
  }
  const asked = await askHolder({ layout, holder }, request)
  return asked.ok ? succeed(holder) : asked
}

const startIt = "start it with 'tos run'"

export async function askHolder(
  { layout, holder }: { layout: Layout; holder: LockHolder },
  request: Request,
): Promise<Result<void>> {
  const path = sendRequest(layout.inbox, request)
  if (!isElsewhere(holder) || (await isTaken(layout.inbox, path))) return succeed(undefined)
  // Nobody shall find it later.
  rmSync(path, { force: true })
  const { purpose, pid, host, startedAt } = holder
  return fail({
    what: `nobody took the request: the lock is of ${purpose}, pid ${pid} on ${host}, since ${startedAt}, and whether that lives cannot be seen from here`,
    where: layout.lock,
    remedy: `look on ${host}; when it is surely gone (a container that was removed), remove ${layout.lock} and go on with 'tos resume'`,
    exitCode: exitCodes.locked,
  })
}

function isTaken(inbox: string, path: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const look = (): void => {
    if (!isThere(path)) resolve(true)
  }
  const leave = watchFolder(inbox, look, pollMs)
  const limit = setTimeout(() => resolve(false), patienceMs)
  look()
  return promise.finally(() => {
    clearTimeout(limit)
    leave()
  })
}
