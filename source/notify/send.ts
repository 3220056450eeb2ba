// One attempt to tell one target: a POST or a command, within its time.
import { createHmac } from 'node:crypto'
import { spawn } from 'node:child_process'
import { chatRow } from '../core/chats.ts'
import { causeOf, fail, succeed, type Result } from '../core/failure.ts'
import type { Notice } from '../core/notice.ts'
import type { CommandTarget, NotifyTarget, WebhookTarget } from '../core/notify-settings.ts'
import { openFetch } from '../models/proxy.ts'

/** Why it was not told. `isFinal`: another attempt would be refused as well. */
export interface NotTold {
  readonly why: string
  readonly isFinal: boolean
}

export interface Sender {
  readonly root: string
  /** With what .env says. */
  readonly environment: NodeJS.ProcessEnv
}

/** Null: it was told. Never throws: what cannot even be tried is one more reason. */
export async function send(target: NotifyTarget, notice: Notice, sender: Sender): Promise<NotTold | null> {
  try {
    return await ('webhook' in target ? post(target, notice, sender) : run(target, notice, sender))
  } catch (error) {
    return { why: `it cannot be tried (${codeOf(error) ?? 'its settings are wrong'})`, isFinal: false }
  }
}

/** The words of an error may hold the address or the command; its code does not. */
function codeOf(error: unknown): string | null {
  const { code } = (error instanceof Error ? error : {}) as { code?: unknown }
  return typeof code === 'string' ? code : null
}

const named = /\$\{([A-Za-z_]\w*)\}/g

/** The address with its variables; a failure names the one that is missing. */
export function addressOf({ webhook }: WebhookTarget, environment: NodeJS.ProcessEnv): Result<string> {
  const missing = [...webhook.matchAll(named)].map(([, name = '']) => name).find((name) => !environment[name])
  const remedy = 'export it, or write it into a .env beside the configuration'
  if (missing !== undefined) return fail({ what: `${missing} is not set`, where: 'notify', remedy, exitCode: 2 })
  const address = webhook.replaceAll(named, (_whole, name: string) => environment[name] ?? '')
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return succeed(address)
  return fail({ what: 'the address is no http or https one', where: 'notify', remedy: 'correct it', exitCode: 2 })
}

async function post(target: WebhookTarget, notice: Notice, { environment }: Sender): Promise<NotTold | null> {
  const address = addressOf(target, environment)
  if (!address.ok) return { why: address.failure.what, isFinal: false }
  const fetching = openFetch(environment)
  if (!fetching.ok) return { why: fetching.failure.what, isFinal: false }
  const row = chatRow(target.chat)
  const content = row.body(notice)
  const body = typeof content === 'string' ? content : JSON.stringify(content)
  const secret = target.secret_env === null ? null : environment[target.secret_env]
  if (secret === undefined || secret === '') return { why: `${target.secret_env} is not set`, isFinal: false }
  const { url, authorization } = withoutUser(address.value)
  const headers = {
    ...(authorization !== null && { authorization }),
    'content-type': typeof content === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
    'x-tos-notice': notice.id,
    ...(secret !== null && { 'x-tos-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }),
    ...row.headers?.(notice),
  }
  try {
    const signal = AbortSignal.timeout(target.timeout_sec * 1000)
    const answer = await fetching.value(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    // What it says is of no interest, but a connection that is not read to its end stays open.
    await answer.body?.cancel()
    if (answer.ok) return null
    const { status } = answer
    if (status >= 300 && status < 400) return { why: `it answered ${status}, another address`, isFinal: false }
    return { why: `it answered ${status}`, isFinal: status >= 400 && status < 500 && ![408, 425, 429].includes(status) }
  } catch (error) {
    // Its own words may hold the address.
    return { why: reasonOf(error, target.timeout_sec), isFinal: false }
  }
}

function reasonOf(error: unknown, seconds: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${seconds} s`
  return codeOf(error instanceof Error ? (error.cause ?? error) : error) ?? 'the connection failed'
}

/** fetch takes no address with a user in it; a server that wants one gets the header that a browser would send. */
function withoutUser(address: string): { readonly url: string; readonly authorization: string | null } {
  const url = new URL(address)
  const { username, password } = url
  if (username === '' && password === '') return { url: address, authorization: null }
  url.username = ''
  url.password = ''
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { url: url.href, authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'USER']

function run(target: CommandTarget, notice: Notice, { root, environment }: Sender): Promise<NotTold | null> {
  const names = [...kept, ...target.env]
  const env = Object.fromEntries(
    names.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  )
  return new Promise((resolve) => {
    const child = spawn(target.command, {
      shell: true,
      cwd: root,
      env,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }, target.timeout_sec * 1000)
    const end = (why: string | null): void => {
      clearTimeout(timer)
      resolve(why === null ? null : { why, isFinal: false })
    }
    child.once('error', (error) => end(`it cannot be started (${causeOf(error)})`))
    // With too many open files there is not even a pipe.
    const stdin = child.stdin as typeof child.stdin | undefined
    stdin?.on('error', () => undefined).end(`${JSON.stringify(notice)}\n`)
    child.once('exit', (code, signal) => {
      if (isLate) return end(`it did not end within ${target.timeout_sec} s`)
      end(code === 0 ? null : `it ended with ${code === null ? `signal ${signal}` : `exit code ${code}`}`)
    })
  })
}
