// A headless Chromium, spoken to over pipes: opens a file, in sizes and colour schemes, and tells what went wrong in it.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { TestContext } from 'node:test'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Null where there is none. */
export const chromium: string | null =
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path)) ?? null

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly params?: Record<string, unknown>
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

export interface Page {
  readonly call: (method: string, params?: object) => Promise<Record<string, unknown>>
  /** The value of an expression, or of what it promises. */
  readonly value: (expression: string) => Promise<unknown>
  /** Addresses that were asked for, and errors that were told, since the beginning. */
  readonly requests: string[]
  readonly errors: string[]
}

export async function openPage(t: TestContext, program: string, address: string): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'tos-browser-'))
  const child = spawn(
    program,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--remote-debugging-pipe',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise((resolve) => child.once('close', resolve))
  t.after(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  })
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number, (answer: Answer) => void>()
  const heard = new Map<string, () => void>()
  const requests: string[] = []
  const errors: string[] = []
  let rest = ''
  let last = 0
  const attachedTo: { session?: string } = {}
  output.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\0')
    rest = lines.pop() ?? ''
    for (const line of lines) take(JSON.parse(line) as Answer)
  })
  const take = (answer: Answer): void => {
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
    const { method = '', params = {} } = answer
    if (method === 'Network.requestWillBeSent') requests.push((params['request'] as { url: string }).url)
    if (method === 'Log.entryAdded') errors.push((params['entry'] as { text: string }).text)
    if (method === 'Runtime.exceptionThrown') errors.push(JSON.stringify(params))
    heard.get(method)?.()
  }
  const call: Page['call'] = (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result ?? {}),
      )
      input.write(
        `${JSON.stringify({ id, method, params, ...(attachedTo.session !== undefined && { sessionId: attachedTo.session }) })}\0`,
      )
    })
  const { targetInfos } = (await call('Target.getTargets')) as { targetInfos: { targetId: string; type: string }[] }
  const target = targetInfos.find(({ type }) => type === 'page')
  const attached = await call('Target.attachToTarget', { targetId: target?.targetId, flatten: true })
  attachedTo.session = String(attached['sessionId'])
  for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await call(`${domain}.enable`)
  const loaded = new Promise<void>((resolve) => heard.set('Page.loadEventFired', resolve))
  await call('Page.navigate', { url: address })
  await loaded
  return {
    call,
    requests,
    errors,
    async value(expression) {
      const { result, exceptionDetails } = (await call('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      })) as {
        result: { value: unknown }
        exceptionDetails?: unknown
      }
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
      return result.value
    },
  }
}
