/** The shells that completion is written for. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof SHELLS)[number]

/**
 * What a shell must run to complete calls of perimeter: it hands the words over to `perimeter complete`, which prints
 * a candidate a line, a tab before what is said of it. Without a candidate the shell offers files.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# perimeter: completion for bash. In ~/.bashrc: source <(perimeter completion bash)
_perimeter() {
  local IFS=$'\\n'
  COMPREPLY=($(perimeter complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1))
}
complete -o default -F _perimeter perimeter
`,
  zsh: `#compdef perimeter
# perimeter: completion for zsh. In ~/.zshrc, after compinit: source <(perimeter completion zsh)
_perimeter() {
  local -a lines
  local line
  for line in "\${(@f)$(perimeter complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] && lines+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( \${#lines} )); then _describe perimeter lines; else _files; fi
}
compdef _perimeter perimeter
`,
  fish: `# perimeter: completion for fish. In ~/.config/fish/config.fish: perimeter completion fish | source
function __perimeter_complete
  set -l words (commandline -opc) (commandline -ct)
  perimeter complete -- $words[2..] 2>/dev/null
  or true
end
function __perimeter_has_words
  test (count (__perimeter_complete)) -gt 0
end
complete -c perimeter -n __perimeter_has_words -f -a '(__perimeter_complete)'
`,
  powershell: `# perimeter: completion for PowerShell. In $PROFILE: perimeter completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName perimeter -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '""' }
  perimeter complete -- @words 2>$null | ForEach-Object {
    $word, $about = $_ -split "\`t", 2
    if (-not $about) { $about = $word }
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
  }
}
`,
}
