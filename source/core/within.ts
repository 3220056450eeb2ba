// A change of one part of the state.
import type { LoopState, RunState, State } from './state.ts'

export function inLoop(state: State, change: Partial<LoopState>): State {
  return state.loop ? { ...state, loop: { ...state.loop, ...change } } : state
}

export function inRun(state: State, change: Partial<RunState>): State {
  return state.run ? { ...state, run: { ...state.run, ...change } } : state
}
