// What the site says around the documents, in each language.

const words = {
  en: { menu: 'Documents', search: 'Search', none: 'nothing found', english: '' },
  ja: { menu: '文書', search: '検索', none: '一致なし', english: ' (英語)' },
}

/** The language a document is written in, by its path. */
export const language = (source) => (/\.ja\.md$|^docs\/ja\//.test(source) ? 'ja' : 'en')

export const wordsOf = (page) => words[page.language]
