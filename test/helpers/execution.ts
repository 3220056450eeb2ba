// Commands run for real in a folder that goes with the test.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { defaultTos } from '../../source/core/tos-schema.ts'
import { execute, type ExecuteRequest, type Execution } from '../../source/executor/execute.ts'
import type { OutputOptions } from '../../source/executor/output.ts'
import { noSandbox } from '../../source/executor/sandbox.ts'
import { outputFile } from '../../source/files/output-file.ts'
import { temporaryFolder } from './project.ts'

export const unmasked = () => ({
  push: (chunk: string) => chunk,
  end: () => '',
})
/** A signal nobody aborts. */
export const never = () => new AbortController().signal

export interface Runner {
  readonly folder: string
  readonly path: (name: string) => string
  readonly file: string
  readonly run: (code: string, more?: Partial<ExecuteRequest>, signal?: AbortSignal) => Promise<Execution>
}

export function makeRunner(t: TestContext, output: Partial<OutputOptions> = {}): Runner {
  const folder = temporaryFolder(t)
  const path = (name: string) => join(folder, name)
  const file = path('output/command.log')
  return {
    folder,
    path,
    file,
    run: (code, more, signal = never()) =>
      execute(
        {
          type: 'bash',
          code,
          folder,
          timeoutMs: 60_000,
          environment: process.env,
          allowedVariables: [],
          marker: randomBytes(8).toString('hex'),
          output: {
            file: outputFile(file),
            maxBytes: 256 * 1024 * 1024,
            maskStream: unmasked,
            ...output,
          },
          sandbox: noSandbox({ exec: defaultTos().exec }, 'not wanted'),
          onSpawn: () => undefined,
          ...more,
        },
        signal,
      ),
  }
}
