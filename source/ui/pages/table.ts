// The pages to choose from, and what each of them offers.
import { loopsPage } from './loops.ts'
import { menuPage } from './menu.ts'
import type { PageModel, PageName } from './model.ts'
import type { Offer, PageRow } from './page-row.ts'
import { settingsPage } from './settings.ts'
import { welcomePage } from './welcome.ts'

const pages: Readonly<Record<PageName, PageRow>> = {
  welcome: welcomePage,
  menu: menuPage,
  loops: loopsPage,
  settings: settingsPage,
}

export const pageOf = ({ name }: PageModel): PageRow => pages[name]
export const offersOf = (model: PageModel): readonly Offer[] => pageOf(model).offers(model)
