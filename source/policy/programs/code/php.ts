// PHP: its syntax, and what is harmless in it.
import { set, type Language } from './language.ts'

export const php: Language = {
  syntax: {
    comment: /\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\//y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: /\{\$([^{}]*)\}/g,
    needsPrefix: false,
    name: /\$?[A-Za-z_]\w*/y,
  },
  names: set(
    'echo print printf sprintf if else elseif for foreach while as return function fn true false null array list strlen count strtoupper strtolower ucfirst trim explode implode join str_repeat str_replace substr strpos strrev json_encode json_decode number_format round floor ceil abs max min range array_map array_filter array_sum array_keys array_values array_merge array_slice array_reverse in_array sort rsort usort ksort is_array is_string intval floatval date time mktime strtotime md5 sha1 hash crc32 base64_encode bin2hex pi sqrt pow var_dump print_r PHP_EOL PHP_VERSION isset empty unset mb_strlen mb_substr str_pad sprintf var_export JSON_PRETTY_PRINT',
  ),
  dangerous: set(
    'eval system exec passthru shell_exec popen proc_open assert include require include_once require_once call_user_func call_user_func_array create_function',
  ),
  members: set(''),
  strangeMembers: /^__/,
  readers: /^(?:readfile|file_get_contents|file|fopen)$/,
  runners: /^(?:system|exec|passthru|shell_exec|popen)$/,
  environment: /^(?:getenv|\$_ENV|\$_SERVER)$/,
  bindings: [/(\$[A-Za-z_]\w*)/g],
  changers: { unlink: 'delete', rmdir: 'delete', mkdir: 'create', touch: 'create', chmod: 'metadata' },
  modules: {},
  strange: /`|<\?|\$\$|\$\w+\s*\(|\$\{|\$GLOBALS|->|::/,
}
