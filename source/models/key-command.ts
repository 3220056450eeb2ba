// Asks a command for a key: a password manager, a token helper. What it prints is the key and stands in no message.
import { spawn } from 'node:child_process'
import { causeOf, fail, misconfigured, succeed, type Result } from '../core/failure.ts'

/** More than this is no key. */
const maxBytes = 64 * 1024

/** Standard output without white space around it. The failure's `what` goes on from the setting's name. */
export function askKey(
  command: string,
  folder: string,
  environment: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<Result<string>> {
  const failed = (what: string) =>
    fail(misconfigured(what, 'config/tos.json', 'run the command by hand and see what it says'))
  return new Promise((resolve) => {
    // A group of its own, so that at the time limit all of it can be ended.
    const child = spawn(command, {
      shell: true,
      cwd: folder,
      env: environment,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let out = ''
    let isLate = false
    // With too many open files there is not even a pipe.
    const stdout = child.stdout as typeof child.stdout | undefined
    const end = () => {
      try {
        // Number 0 is this process's own group.
        if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
      stdout?.destroy()
    }
    const timer = setTimeout(
      () => {
        isLate = true
        end()
      },
      Math.min(timeoutMs, 2 ** 31 - 1),
    )
    stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (out.length > maxBytes) end()
    })
    child.once('error', (error) => {
      clearTimeout(timer)
      resolve(failed(`cannot be started (${causeOf(error)})`))
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      const key = out.trim()
      if (isLate) resolve(failed(`did not answer within ${timeoutMs / 1000} s`))
      else if (out.length > maxBytes) resolve(failed('printed more than a key'))
      else if (code !== 0) resolve(failed(`ended with ${code === null ? `signal ${signal}` : `exit code ${code}`}`))
      else if (key === '') resolve(failed('printed nothing'))
      else if (/[\r\n]/.test(key)) resolve(failed(`printed ${key.split(/\r?\n/).length} lines instead of a key`))
      else if (/[^\x20-\x7e]/.test(key)) resolve(failed('printed characters that no key has'))
      else resolve(succeed(key))
    })
  })
}
