// A model that lives while its page is shown: messages go through `update`, and what that wants done to the performer.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'

/** A message that comes later. */
interface Wait<M> {
  readonly type: 'wait'
  readonly ms: number
  readonly message: M
}

export interface Connection<C> {
  readonly perform: (command: C) => unknown
  readonly close: () => unknown
}

export interface Program<S, M, C extends { readonly type: string }, P> {
  readonly begin: () => readonly [S, readonly (C | Wait<M>)[]]
  readonly update: (model: S, message: M) => readonly [S, readonly (C | Wait<M>)[]]
  /** Opens what does the commands; `props` are those of the last drawing, `model` the latest. */
  readonly connect: (tell: (message: M) => void, props: () => P, model: () => S) => Connection<Exclude<C, Wait<M>>>
}

export function useProgram<S, M, C extends { readonly type: string }, P>(program: Program<S, M, C, P>, props: P) {
  const [{ begin, update, connect }] = useState(program)
  const [[first, commands]] = useState(begin)
  const [model, setModel] = useState(first)
  const latest = useRef(first)
  const performer = useRef<((command: C | Wait<M>) => unknown) | null>(null)
  const [tell] = useState(() => (message: M) => {
    const [next, wanted] = update(latest.current, message)
    latest.current = next
    setModel(next)
    for (const command of wanted) performer.current?.(command)
  })
  const drawn = useRef(props)
  useEffect(() => {
    drawn.current = props
  })
  // Before any key is handed out.
  useLayoutEffect(() => {
    const timers = new Set<NodeJS.Timeout>()
    const later = ({ ms, message }: Wait<M>): void => {
      const timer = setTimeout(() => {
        timers.delete(timer)
        tell(message)
      }, ms)
      timers.add(timer)
    }
    // What is told while the connection is made waits for it.
    const early: (C | Wait<M>)[] = []
    performer.current = (command) => early.push(command)
    const connected = connect(
      tell,
      () => drawn.current,
      () => latest.current,
    )
    const perform = (command: C | Wait<M>) =>
      isWait(command) ? later(command) : connected.perform(command as Exclude<C, Wait<M>>)
    performer.current = perform
    for (const command of [...commands, ...early]) perform(command)
    return () => {
      performer.current = null
      connected.close()
      for (const timer of timers) clearTimeout(timer)
    }
  }, [connect, tell, commands])
  return { model, tell }
}

const isWait = <M>(command: { readonly type: string } | Wait<M>): command is Wait<M> => command.type === 'wait'
