// One thin script for each shell: it hands the words to the program and takes its candidates.
import { completeWord, shellWords } from './complete.ts'

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof shells)[number]
export const isShell = (name: string): name is Shell => shells.some((shell) => shell === name)

const { file, folder } = shellWords

/** Both names of the program. */
const bash = `# bash completion of tos: source <(tos completion bash)
_tos_complete() {
  local IFS=$'\\n' word candidates typed
  local line="\${COMP_LINE:0:COMP_POINT}"
  # '=' and ':' break words in bash; the program wants them as they were typed.
  local -a words
  IFS=$' \\t' read -ra words <<<"$line"
  [[ "$line" == *[[:space:]] ]] && words+=('')
  typed="\${words[\${#words[@]}-1]}"
  candidates=$("\${words[0]}" ${completeWord} "\${words[@]:1}" 2>/dev/null) || return
  COMPREPLY=()
  local cut="\${typed%"\${typed##*[=:]}"}"
  [[ "$COMP_WORDBREAKS" == *=* && "$cut" != '' ]] || cut=''
  for word in $candidates; do
    case "$word" in
      ${file}) COMPREPLY+=($(compgen -f -- "\${typed#"$cut"}")); compopt -o filenames ;;
      ${folder}) COMPREPLY+=($(compgen -d -- "\${typed#"$cut"}")); compopt -o filenames ;;
      *) word="\${word%%$'\\t'*}"; COMPREPLY+=("\${word#"$cut"}") ;;
    esac
  done
  [[ "\${COMPREPLY[*]}" == *= ]] && compopt -o nospace
  return 0
}
complete -F _tos_complete tos tos-tui
`

const zsh = `#compdef tos tos-tui
# zsh completion of tos: source <(tos completion zsh), or a file _tos in a folder of $fpath
_tos() {
  local line word meaning
  # What ends with '=' is gone on with.
  local -a plain begun
  while IFS= read -r line; do
    case "$line" in
      ${file}) _files ;;
      ${folder}) _files -/ ;;
      *)
        word="\${\${line%%$'\\t'*}//:/\\\\:}"
        meaning="\${line#*$'\\t'}"
        [[ "$meaning" == "$line" ]] || word="$word:$meaning"
        if [[ "$line" == *= ]]; then begun+=("$word"); else plain+=("$word"); fi ;;
    esac
  done < <("\${words[1]}" ${completeWord} "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#plain} )) && _describe -V tos plain
  (( \${#begun} )) && _describe -V tos begun -S ''
}
if [ "\${funcstack[1]}" = _tos ]; then _tos; else compdef _tos tos tos-tui; fi
`

const fish = `# fish completion of tos: tos completion fish > ~/.config/fish/completions/tos.fish
function __tos_complete
  set -l words (commandline -opc)
  set -l typed (commandline -ct)
  for line in ($words[1] ${completeWord} $words[2..-1] "$typed" 2>/dev/null)
    switch "$line"
      case '${file}'
        __fish_complete_path "$typed"
      case '${folder}'
        __fish_complete_directories "$typed"
      case '*'
        echo "$line"
    end
  end
end
complete -c tos -f -a '(__tos_complete)'
complete -c tos-tui -f -a '(__tos_complete)'
`

const powershell = `# PowerShell completion of tos: tos completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName tos, tos-tui -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or $_.Extent.Text -ne $wordToComplete } | ForEach-Object { $_.ToString() })
  $program = $words[0]
  $before = @($words | Select-Object -Skip 1)
  & $program ${completeWord} @before "$wordToComplete" 2>$null | ForEach-Object {
    $word, $meaning = $_ -split "\`t", 2
    if ($word -eq '${file}' -or $word -eq '${folder}') { return }
    if (-not $meaning) { $meaning = $word }
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $meaning)
  }
}
`

export const completionScripts: Record<Shell, string> = { bash, zsh, fish, powershell }
