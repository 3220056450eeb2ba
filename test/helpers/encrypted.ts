// A server behind encryption, with a certificate of its own that nobody knows.
import { readFileSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { createServer } from 'node:tls'
import { repository } from './repository.ts'

const fixture = (name: string): string => join(repository, 'test/fixtures/tls', name)

/** Of `models.invalid` and 127.0.0.1, signed by itself, until 2126. */
export const certificate = fixture('certificate.pem')

/** The port at which what answers at `port` answers encrypted. */
export async function encrypted(t: TestContext, port: number): Promise<number> {
  const server = createServer({ cert: readFileSync(certificate), key: readFileSync(fixture('key.pem')) }, (outside) => {
    const inside = connect(port, '127.0.0.1')
    outside.on('error', () => inside.destroy()).on('close', () => inside.destroy())
    inside.on('error', () => outside.destroy())
    outside.pipe(inside).pipe(outside)
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return (server.address() as AddressInfo).port
}
