// Who hears of changes: a host tells once in half a second for all its loops, watchers read what is new; the clock does the rest.
import { hostname } from 'node:os'
import { Client, type ClientConfig, type Pool } from 'pg'

const channel = 'tos'
/** Milliseconds between two notifications of a host. */
const quietMs = 500
/** Milliseconds between two looks without any word. */
const pollMs = 2000

export interface DatabaseWatch {
  /** Something changed that others may want to see. */
  readonly notify: () => void
  readonly watch: (changed: () => void) => () => void
  readonly close: () => Promise<void>
}

export function watchDatabase(pool: Pool, config: ClientConfig): DatabaseWatch {
  const watchers = new Set<() => void>()
  let due: NodeJS.Timeout | null = null
  let listener: Client | null = null
  let timer: NodeJS.Timeout | null = null
  let sending: Promise<unknown> = Promise.resolve()
  const tellAll = (): void => {
    for (const changed of watchers) changed()
  }

  function listen(): void {
    const client = new Client(config)
    listener = client
    const gone = (): void => {
      if (listener === client) listener = null
      void client.end().catch(() => undefined)
    }
    client.on('error', gone).on('end', gone).on('notification', tellAll)
    client
      .connect()
      .then(() => client.query(`listen ${channel}`))
      .then(tellAll, gone)
  }

  return {
    notify(): void {
      due ??= setTimeout(() => {
        due = null
        sending = pool.query('select pg_notify($1, $2)', [channel, hostname()]).catch(() => undefined)
      }, quietMs)
    },
    watch(changed: () => void): () => void {
      watchers.add(changed)
      if (!listener) listen()
      timer ??= setInterval(() => {
        if (!listener) listen()
        tellAll()
      }, pollMs)
      return () => watchers.delete(changed)
    },
    async close(): Promise<void> {
      if (timer) clearInterval(timer)
      if (due) clearTimeout(due)
      watchers.clear()
      const open = listener
      listener = null
      await open?.end().catch(() => undefined)
      await sending
    },
  }
}
