// How commands run: environment, sandbox, limits. Part of config/tos.json.
import * as z from 'zod'

const text = z.string()
const host = z
  .string()
  .regex(
    /^(?:\*\.)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$|^[0-9A-Fa-f:]+$/,
    'write a host name, *.host, or the name of a set',
  )

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
      .union([z.boolean(), z.enum(['judged', 'packages', 'github']), z.array(host).min(1)])
      .default('judged')
      .describe(
        "in the sandbox; judged: only for commands that the policy let through as users of the network; a list: only these hosts ('example.com', '*.example.com') and sets ('packages', 'github'), by a proxy",
      ),
    git: z
      .union([z.boolean(), z.literal('judged')])
      .default('judged')
      .describe(
        'in the sandbox: may commands make commits, move branches, stage? judged: those whose text says that git does; configuration and hooks never',
      ),
    writable: z.array(text.min(1)).default([]).describe('more folders commands may write in, absolute or ~/…'),
    wrapper: z
      .array(text.min(1))
      .min(1)
      .nullable()
      .default(null)
      .describe('program and arguments put in front of every command instead of bubblewrap'),
    max_processes: z.int().min(8).default(1024).describe('processes and threads of one command, in the sandbox'),
    max_memory_mb: z.int().min(16).nullable().default(null).describe('of each process of a command'),
    max_memory_total_mb: z
      .int()
      .min(16)
      .nullable()
      .default(null)
      .describe(
        'of one command with all its processes; one that takes more is ended. null: three quarters of what there is',
      ),
    max_file_mb: z.int().min(1).nullable().default(10_240).describe('of each file a command writes; null: no limit'),
    secrets: z
      .array(text.min(1))
      .default([])
      .describe('more files that commands cannot read: names (* stands for anything) in the project, or /… or ~/…'),
    keep_free_mb: z
      .int()
      .min(0)
      .nullable()
      .default(null)
      .describe('of the disks a command may write on; one that takes more is ended. null: 5 % of it, at most 1024'),
    max_output_mb: z.number().positive().max(4096).default(64).describe('kept output of one command'),
  })
  .prefault({})
