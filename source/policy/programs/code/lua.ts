// Lua: its syntax, and what is harmless in it.
import { set, word, type Language } from './language.ts'

export const lua: Language = {
  hasColonMembers: true,
  syntax: {
    comment: /--\[\[[\s\S]*?\]\]|--[^\n]*/y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: null,
    needsPrefix: false,
    name: word,
  },
  names: set(
    'and break do else elseif end false for function goto if in local nil not or repeat return then true until while print pairs ipairs tonumber tostring type select next string table math unpack error assert pcall io os utf8',
  ),
  dangerous: set(
    'load loadstring loadfile dofile require io os debug package _G _ENV setmetatable getmetatable rawset rawget setfenv getfenv',
  ),
  members: set(
    'format rep sub gsub find match gmatch upper lower len reverse byte char concat insert remove sort unpack pack floor ceil max min abs sqrt huge pi random randomseed fmod modf sin cos tan exp log tointeger type write read lines date time clock difftime',
  ),
  strangeMembers: /^__/,
  readers: /^(?:lines)$/,
  runners: /^(?:execute|popen)$/,
  environment: /^getenv$/,
  bindings: [
    /(?:^|[\s;])(?:local\s+)?((?:[A-Za-z_]\w*\s*,?\s*)+)=(?!=)/g,
    /\bfor\s+([\w\s,]+?)(?:=|\bin\b)/g,
    /\bfunction\s+(\w+)?\s*\(([^)]*)\)/g,
  ],
  changers: { 'os.remove': 'delete' },
  modules: {},
  strange: /\[=*\[|\bos\s*[.[]\s*(?!date|time|clock|difftime)|\bio\s*[.[]\s*(?!write|read|lines)|\[\s*["']/,
}
