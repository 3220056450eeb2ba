// Lua: its syntax, and what is harmless in it.
import { nameSet } from '../../among.ts'
import { without, word, type Language } from './language.ts'

export const lua: Language = {
  ...without,
  hasColonMembers: true,
  syntax: {
    comment: /--\[\[[\s\S]*?\]\]|--[^\n]*/y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: null,
    codeQuotes: /(?!)/,
    codePrefix: null,
    lineQuotes: /^["']$/,
    name: word,
  },
  names: nameSet(
    'and break do else elseif end false for function goto if in local nil not or repeat return then true until while print pairs ipairs tonumber tostring type select next unpack error assert pcall',
  ),
  dangerous: nameSet(
    'load loadstring loadfile dofile require io os debug package _G _ENV setmetatable getmetatable rawset rawget setfenv getfenv',
  ),
  members: nameSet(
    'format rep sub gsub find match gmatch upper lower len reverse byte char concat insert remove sort unpack pack floor ceil max min abs sqrt huge pi random randomseed fmod modf sin cos tan exp log tointeger type write read lines date time clock difftime',
  ),
  readers: /^io\.lines$/,
  runners: /^(?:execute|popen)$/,
  environment: /^getenv$/,
  bindings: [
    /(?<![\w\s,])([\w\s,]+)=(?!=)/g,
    /\bfor\s{1,9}((?:(?!\b(?:in|for)\b)[\w \t,])+)/g,
    /\bfunction(?:\s+(\w+))?\s*\(([^)]*)/g,
  ],
  changers: { 'os.remove': ['delete'], 'os.rename': ['move', 'overwrite'] },
  modules: {
    os: /^(?:date|time|clock|difftime)$/,
    io: /^(?:write|read)$/,
    string: null,
    table: null,
    math: null,
    utf8: null,
  },
  strange: /\[=*\[|\[\s*["']|::/,
}
