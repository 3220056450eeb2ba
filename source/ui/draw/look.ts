// How this terminal is drawn on: language, frame characters, colour. Handed to every component.
import { createContext, useContext } from 'react'
import { en } from '../words/en/en.ts'
import type { Words } from '../words/words.ts'

export interface Frame {
  readonly horizontal: string
  readonly focused: string
  readonly vertical: string
  readonly corners: readonly [string, string, string, string]
}

export const lineFrame: Frame = { horizontal: '─', focused: '━', vertical: '│', corners: ['┌', '┐', '└', '┘'] }
/** For terminals that draw box characters two columns wide. */
export const asciiFrame: Frame = { horizontal: '-', focused: '=', vertical: '|', corners: ['+', '+', '+', '+'] }

export interface Look {
  readonly words: Words
  readonly frame: Frame
  readonly hasColor: boolean
}

export const plainLook: Look = { words: en, frame: lineFrame, hasColor: true }
export const LookContext = createContext<Look>(plainLook)
export const useLook = (): Look => useContext(LookContext)
