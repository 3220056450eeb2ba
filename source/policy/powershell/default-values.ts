// `$PSDefaultParameterValues`: parameters that later commands get without having them in their text.
import { itemsOf, objectOf, toText, type Datum } from './datum.ts'
import { doubt, type Machine } from './machine.ts'
import { among } from '../among.ts'

export const defaultsName = 'psdefaultparametervalues'
export const defaults: Datum = objectOf(defaultsName)
export const isDefaults = (datum: Datum): boolean => datum.is === 'object' && datum.type === defaultsName

/** Parameters that only change how things look or are reported, for any cmdlet. */
const plain = among(
  String.raw`
    encoding erroraction warningaction informationaction progressaction verbose debug usebasicparsing autosize wrap
    width depth first last noemphasis notypeinformation culture delimiter disabled`,
  { before: String.raw`^[\w*-]+:`, flags: 'i' },
)

/** `datum` is the whole table, a part of it or a key. */
export function changeDefaults(machine: Machine, datum: Datum): void {
  const keys = itemsOf(datum).flatMap((one) => (one.is === 'hash' ? Array.from(one.entries.keys()) : [toText(one)]))
  if (!keys.every((key) => key !== null && plain.test(key)))
    doubt(machine, 'changed-lookup', '$PSDefaultParameterValues')
}
