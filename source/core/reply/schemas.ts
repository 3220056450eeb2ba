// The shapes the models must answer in.
import * as z from 'zod'
import { command } from '../event-command.ts'
import type { Role } from '../event-place.ts'

/** More commands than this in one reply are a wrong shape: a step is one small move. */
export const maxCommands = 100

const commands = z.array(command).max(maxCommands)
export const replySchemas = {
  draft: z.looseObject({ commands }),
  review: z.looseObject({ improved_commands: commands, approval: z.boolean() }),
  final: z.looseObject({ final_commands: commands }),
} satisfies Record<Role, z.ZodType>

/** The key that holds a role's commands. */
export const commandsKey = { draft: 'commands', review: 'improved_commands', final: 'final_commands' } as const

const commandSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { type: { type: 'string' }, code: { type: 'string' } },
    required: ['type', 'code'],
    additionalProperties: false,
  },
} as const
const objectOf = (properties: Record<string, object>): Record<string, unknown> => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const jsonSchemas: Record<Role, Record<string, unknown>> = {
  draft: objectOf({ thought: { type: 'string' }, commands: commandSchema }),
  review: objectOf({ review: { type: 'string' }, improved_commands: commandSchema, approval: { type: 'boolean' } }),
  final: objectOf({ final_commands: commandSchema, summary: { type: 'string' } }),
}

/** The shape as a server is told it, where JSON is asked for by schema: closed, every key required. */
export const replyJsonSchema = (role: Role): Record<string, unknown> => jsonSchemas[role]
