// How commands run: environment, sandbox, limits. Part of config/tos.json.
import * as z from 'zod'

const text = z.string()

export const execSchema = z
  .strictObject({
    env_allow: z
      .array(text.min(1))
      .default([])
      .describe('names of environment variables commands may see; never an API key'),
    sandbox: z
      .enum(['auto', 'required', 'off'])
      .default('auto')
      .describe('auto: bubblewrap where it works, else none, said so; required: no run without it'),
    network: z
      .union([z.boolean(), z.literal('judged')])
      .default('judged')
      .describe('in the sandbox; judged: only for commands that the policy let through as users of the network'),
    writable: z.array(text.min(1)).default([]).describe('more folders commands may write in, absolute or ~/…'),
    wrapper: z
      .array(text.min(1))
      .min(1)
      .nullable()
      .default(null)
      .describe('program and arguments put in front of every command instead of bubblewrap'),
    max_processes: z.int().min(8).default(1024).describe('processes and threads of one command, in the sandbox'),
    max_memory_mb: z.int().min(16).nullable().default(null).describe('of each process of a command'),
    max_file_mb: z.int().min(1).nullable().default(null).describe('of each file a command writes'),
    max_output_mb: z.number().positive().max(4096).default(64).describe('kept output of one command'),
  })
  .prefault({})
