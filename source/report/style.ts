// The look of a report: one typeface and one for code, four sizes, light and dark by the reader's own setting, and for paper.

const light = `--paper:#fff;--ink:#1c2024;--soft:#5a6169;--line:#d9dde1;--wash:#f4f6f8;--good:#1a6b3c;--bad:#a8201a;--warn:#855000;--link:#0b5cad;--draft:#93b8de;--review:#5f94cb;--final:#2b639f;--waiting:#d08a1d;--executing:#1d7d6c;--add:#e3f4e8;--del:#fbe6e4`
const dark = `--paper:#14171a;--ink:#e6e8ea;--soft:#a3abb3;--line:#343a40;--wash:#1d2226;--good:#6fcf97;--bad:#ff9a92;--warn:#e8b45a;--link:#7fb8f2;--draft:#46698f;--review:#5f8fc2;--final:#9cc6f2;--waiting:#e0a040;--executing:#45b8a2;--add:#16321f;--del:#3d1d1b`

export const reportStyle = `
:root{color-scheme:light dark;${light}}
@media(prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:2.5rem 2rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI","Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25;font-weight:650;margin:0}
h2{font-size:1.25rem;line-height:1.3;font-weight:650;margin:3.5rem 0 1rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1rem;font-weight:650;margin:1.5rem 0 .5rem}
p{margin:.5rem 0;max-width:44rem}
a{color:var(--link)}
code,pre{font:.8125rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK JP",monospace;font-variant-ligatures:none}
pre{margin:.5rem 0;padding:.75rem 1rem;background:var(--wash);border-radius:4px;white-space:pre-wrap}
.small,table,dl,nav,summary,footer{font-size:.875rem}
.soft{color:var(--soft)}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}
.outcome{font-size:1.25rem;font-weight:650;margin:.75rem 0 .25rem}
.damage{border:2px solid var(--bad);border-radius:4px;padding:.25rem 1rem;margin:1rem 0}
.damage ul{margin:.25rem 0 .5rem;padding-left:1.25rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:1.5rem 0 0;padding:0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1.25rem 1.5rem;margin:2rem 0 0}
.figures div{border-top:2px solid var(--line);padding-top:.5rem}
.figures dt{color:var(--soft)}
.figures dd{margin:0}
.figures strong{display:block;font-size:1.25rem;font-weight:650;font-variant-numeric:tabular-nums}
.rows{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.375rem 1.5rem;margin:0}
.rows dt{color:var(--soft)}
.rows dd{margin:0;min-width:0}
.rows pre{margin-top:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.3125rem 1rem .3125rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--soft)}
.n{text-align:right;white-space:nowrap}
.t{white-space:nowrap}
.entry{border-top:1px solid var(--line);padding:.75rem 0}
.entry p{margin:.125rem 0}
details{margin:.25rem 0}
summary{cursor:pointer;padding:.25rem 0}
details.job{border-top:1px solid var(--line);margin:0}
details.job>summary{padding:.5rem 0;font-variant-numeric:tabular-nums}
details.job>div{padding:0 0 1rem 1.25rem}
.chart{display:block;width:100%;height:auto;margin:.5rem 0}
.chart text{font-size:11px;fill:var(--soft);font-family:inherit;font-variant-numeric:tabular-nums}
.chart .lane,.chart .value{text-anchor:end}
.chart .lane{fill:var(--ink)}
.chart .tick,.chart .sign{text-anchor:middle}
.chart .sign{font-weight:650}
.chart .deny,.chart .failed,.chart .limit{fill:var(--bad)}.chart .rejected,.chart .ask{fill:var(--warn)}.chart .done{fill:var(--good)}
.chart .caption{fill:var(--ink);font-size:13px}
.grid{stroke:var(--line);fill:none}
.gap{fill:var(--wash)}
.draft{fill:var(--draft)}.review{fill:var(--review)}.final{fill:var(--final)}.waiting{fill:var(--waiting)}.executing{fill:var(--executing)}
.area{fill:var(--draft);opacity:.5}
.line{fill:none;stroke:var(--final);stroke-width:1.5}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.5rem 0;padding:0;list-style:none}
.legend svg{width:1.25rem;height:.75rem;margin-right:.375rem;vertical-align:-.05em}
.narrow{display:none}
.patch span{display:block;margin:0 -1rem;padding:0 1rem}
.patch .a{background:var(--add)}.patch .d{background:var(--del)}
footer{margin-top:4rem;padding-top:.75rem;border-top:1px solid var(--line);color:var(--soft)}
@media(max-width:700px){body{padding:1.25rem 1rem 3rem}.wide{display:none}.narrow{display:block}.rows{grid-template-columns:1fr;gap:0}.rows dd{margin-bottom:.625rem}.figures{grid-template-columns:1fr 1fr;gap:1rem}details.job>div{padding-left:0}}
@media print{:root{color-scheme:light;${light}}body{max-width:none;padding:0;font-size:10pt}nav{display:none}h2{break-after:avoid}.entry,tr,svg,.figures div{break-inside:avoid}.wide{display:block}.narrow{display:none}pre{border:1px solid var(--line)}}
`.replaceAll('\n', '')
