// The snapshots of a project as a git bundle, where they hold no secret: in a packed file nothing can be masked.
import { refs } from '../checkpoints/objects.ts'
import type { Store } from '../checkpoints/store.ts'
import { fail, succeed, type Result } from '../core/failure.ts'
import type { Masker } from '../files/mask.ts'
import { lookInto, type Place } from '../orchestrator/checkpoints.ts'

/** Bytes of all objects together, as they are unpacked, that are looked through; more are left out. */
const mostBytes = 512 * 1024 * 1024
/** Bytes that are read from git at once. */
const batchBytes = 16 * 1024 * 1024

/** Why there is none is a sentence. Looks only. */
export type Bundle =
  | { readonly bytes: Buffer; readonly leftOut: null }
  | { readonly bytes: null; readonly leftOut: string }

export async function bundleOf(place: Place, masker: Masker): Promise<Bundle> {
  const found = await lookInto(place, (store) => bundleFrom(store, masker))
  return found.ok ? found.value : none(found.failure.what)
}

const none = (leftOut: string): Bundle => ({ bytes: null, leftOut })

async function bundleFrom({ shadow: { git } }: Store, masker: Masker): Promise<Result<Bundle>> {
  const named = await git.text(['for-each-ref', '--format=%(refname)', refs])
  if (named === '') return succeed(none('there are no snapshots'))
  const listed = await git.text(['rev-list', '--objects', '--no-object-names', `--glob=${refs}*`])
  const checked = await git.text(['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input: `${listed}\n` })
  const objects = checked.split('\n').flatMap((line): Known[] => {
    const [object = '', size = ''] = line.split(' ')
    return /^\d+$/.test(size) ? [{ object, size: Number(size) }] : []
  })
  if (objects.reduce((sum, { size }) => sum + size, 0) > mostBytes)
    return succeed(none(`the snapshots hold more than ${mostBytes / 1024 / 1024} MB`))
  for (const batch of batches(objects)) {
    const input = batch.map(({ object }) => `${object}\n`).join('')
    const bytes = await git.bytes(['cat-file', '--batch'], { input })
    // Bytes one by one as characters: a key is ASCII, whatever file it stands in.
    const text = bytes.toString('latin1')
    if (masker.mask(text) !== text)
      return succeed(none('a file of the snapshots holds a key or a token; the store on its machine has them all'))
  }
  const made = await git.call(['bundle', 'create', '-', `--glob=${refs}*`])
  if (made.code !== 0) return fail({ what: `git bundle failed (${made.err.trim()})`, remedy: 'see git', exitCode: 1 })
  return succeed({ bytes: made.out, leftOut: null })
}

interface Known {
  readonly object: string
  readonly size: number
}

function batches(objects: readonly Known[]): Known[][] {
  const all: Known[][] = []
  let bytes = batchBytes
  for (const one of objects) {
    if (bytes >= batchBytes) {
      all.push([])
      bytes = 0
    }
    all.at(-1)?.push(one)
    bytes += one.size + 100
  }
  return all
}
