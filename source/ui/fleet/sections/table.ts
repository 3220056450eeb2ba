// The table of sections, in the order of their numbers. A section is a file beside this one, its row here and its words.
import type { Section } from '../section-row.ts'
import { asksSection } from './asks.ts'
import { endedSection } from './ended.ts'
import { hostsSection } from './hosts.ts'
import { limitsSection } from './limits.ts'
import { queuedSection } from './queued.ts'
import { runningSection } from './running.ts'
import { schedulesSection } from './schedules.ts'

const table = [
  asksSection,
  runningSection,
  queuedSection,
  endedSection,
  hostsSection,
  limitsSection,
  schedulesSection,
] as const

export type SectionName = (typeof table)[number]['name']
export const sections: readonly Section<SectionName>[] = table
