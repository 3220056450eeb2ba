// What stands between a command and the machine it runs on.
import * as z from 'zod'

export const sandboxSchema = z.object({
  /** 'wrapper' is a program the operator put in front; what it holds back is not known. */
  kind: z.enum(['bubblewrap', 'wrapper', 'none']),
  /** Can commands reach the network? 'judged': those that were let through as users of it; 'hosts': only `hosts`, by a proxy. */
  network: z.enum(['on', 'off', 'judged', 'hosts']),
  /** Of 'hosts': the names in the settings, hosts and sets. */
  hosts: z.array(z.string()).optional(),
  /** Name and version of the program, null for 'none'. */
  tool: z.string().nullable(),
  /** Why nothing that commands do can be put back; null or left out: it can. */
  uncovered: z.string().nullable().optional(),
  /** Why there is none, or what of it is missing here; null when all is in force. */
  reason: z.string().nullable(),
})
export type SandboxState = Readonly<z.infer<typeof sandboxSchema>>

/** One line for people: what is in force and why not more. */
export function describeSandbox({ kind, network, hosts, tool, reason }: SandboxState): string {
  const why = reason === null ? '' : ` (${reason})`
  if (kind === 'none') return `sandbox: off${why}`
  const reach = kind === 'wrapper' ? '' : `, network ${hosts ? hosts.join(' ') : network}`
  return `sandbox: ${tool ?? kind}${reach}${why}`
}
