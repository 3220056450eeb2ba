// How components reach the keyboard. Without one no key is ever pressed.
import { createContext, useContext } from 'react'
import { noKeyboard, type Keyboard } from './keyboard.ts'

export const KeyboardContext = createContext<Keyboard>(noKeyboard)

export const useKeyboard = (): Keyboard => useContext(KeyboardContext)
