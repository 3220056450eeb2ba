// Where in a loop a fact belongs: job (1-based in the loop), step (1-based in the job), index (0-based in the step).
import * as z from 'zod'

export const jobPlace = { job: z.int().min(1) } as const
export const stepPlace = { ...jobPlace, step: z.int().min(1) } as const
export const commandPlace = { ...stepPlace, index: z.int().min(0) } as const

export const roles = ['draft', 'review', 'final'] as const
export type Role = (typeof roles)[number]
export const role = z.enum(roles)
