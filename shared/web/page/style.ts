/**
 * The look of every page, served inline by its hash. Dark and light by the reader's system, phone to wall screen
 * by fluid sizes, no outside font. A colour never stands alone: each has its word, shape or height with it.
 */
export const STYLE = `
:root{color-scheme:light dark;
--bg:#fff;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--box:#f6f8fa;--link:#0550ae;
--fail:#c31c2b;--warn:#8a5d00;--inconclusive:#6e40c9;--pass:#1a7f37;--info:#57606a;
--fail-bg:#ffebe9;--warn-bg:#fff8c5;--inconclusive-bg:#f3ebff;--pass-bg:#dafbe1;
--a:#0969da;--b:#1a7f37;--c:#9a6700;--d:#8250df}
@media(prefers-color-scheme:dark){:root{
--bg:#0d1117;--ink:#e6edf3;--soft:#a0abb7;--line:#3d444d;--box:#161b22;--link:#79b8ff;
--fail-bg:#4a1519;--warn-bg:#3b2b00;--inconclusive-bg:#2d1f4d;--pass-bg:#0f2d1a;
--a:#58a6ff;--b:#3fb950;--c:#d29922;--d:#bc8cff}}
*{box-sizing:border-box}
html{font:clamp(15px,.35vw + 11.5px,24px)/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;background:var(--bg);color:var(--ink);scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere}
header,main,body>aside{padding:0 clamp(.75rem,2.5vw,2.5rem);max-width:110rem;margin:0 auto}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;padding-top:.6rem;padding-bottom:.6rem;border-bottom:1px solid var(--line)}
.brand{font-weight:700}
nav{display:flex;gap:1rem}
nav a[aria-current]{font-weight:700;color:var(--ink);text-decoration-thickness:2px}
#live{margin:0 0 0 auto;font-size:.85rem;color:var(--soft)}
.stale #live{background:var(--fail);color:#fff;padding:.15rem .6rem;border-radius:4px;font-weight:700}
.skip{position:absolute;left:-999rem}
.skip:focus{left:.5rem;top:.5rem;background:var(--bg);padding:.5rem;z-index:9}
main{padding-bottom:3rem}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
code,td,th,bdi,li,dd,h1,h3,textarea{unicode-bidi:isolate}
code,pre,textarea{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.88em}
h1{font-size:1.5rem;line-height:1.25;margin:.9rem 0 .3rem}
h2{font-size:1.2rem;margin:1.4rem 0 .5rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:0 0 .3rem;line-height:1.4}
h4{font-size:.95rem;margin:.8rem 0 .3rem}
small{font-weight:400;font-size:.85rem;color:var(--soft);margin-left:.5em}
p{margin:.4rem 0}
ul,ol{padding:0;margin:.3rem 0;list-style:none}
.asof,.where,.code,figcaption{color:var(--soft);font-size:.88rem}
.url{font-size:1rem}
.mark{display:inline-block;min-width:3.6em;padding:0 .5em;border-radius:4px;color:#fff;background:var(--info);font-size:.8rem;font-weight:700;line-height:1.6;text-align:center;white-space:nowrap;vertical-align:.08em}
.mark.fail{background:var(--fail)}.mark.warn{background:var(--warn)}.mark.inconclusive{background:var(--inconclusive)}.mark.pass{background:var(--pass)}
h1 .mark{font-size:1rem;vertical-align:.15em}
.alarm{background:var(--fail-bg);border:2px solid var(--fail);border-radius:6px;padding:.6rem .9rem;margin:.8rem 0}
.card{border:1px solid var(--line);border-left:6px solid var(--info);border-radius:6px;background:var(--box);padding:.7rem .9rem;margin:.6rem 0}
.card.fail{border-left-color:var(--fail)}.card.warn{border-left-color:var(--warn)}.card.inconclusive{border-left-color:var(--inconclusive)}.card.pass{border-left-color:var(--pass)}
.broken{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr));gap:.6rem}
.causes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,46rem),1fr));gap:.6rem;align-items:start}
.broken .card,.causes .card{margin:0}.card.old{border-left-color:var(--line);border-style:dashed}
dl{margin:.4rem 0}
.why,.facts{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
dt{color:var(--soft);font-size:.88rem;padding-top:.08em}
dd{margin:0}dd .names{margin:0}
.names{display:flex;flex-wrap:wrap;gap:.1rem 1.2rem}
caption{text-align:left;font-weight:600;padding:.4rem 0}.changes td{min-width:min(14rem,40vw)}.changes code{white-space:pre-wrap}
.why ul:not(.names){list-style:disc;padding-left:1.2em}
.brief{columns:24rem 2;column-gap:1.6rem;font-size:.92rem;line-height:1.4}.brief div{display:grid;grid-template-columns:4rem 1fr;break-inside:avoid;padding-bottom:.25rem}
.foot{display:flex;flex-wrap:wrap;gap:0 1.2rem;align-items:baseline;font-size:.92rem}.foot .names,.foot details,.foot p{margin:.15rem 0}
.brief dt{font-size:.85rem;font-weight:600}
.names.wide{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr))}
.places{display:flex;flex-wrap:wrap;gap:.4rem 1.5rem}
.places [aria-current]{font-weight:700;color:var(--ink)}
details{margin:.5rem 0}
summary{cursor:pointer;padding:.15rem 0}
details.card>summary{padding:0}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.92rem}
th,td{text-align:left;padding:.3rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
thead th{color:var(--soft);font-weight:600;font-size:.85rem;vertical-align:bottom}
tbody th{font-weight:400}
th,td{overflow-wrap:break-word}.text{overflow-wrap:anywhere;min-width:min(18rem,60vw)}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
time{white-space:nowrap}
.matrix th[scope=row]{overflow-wrap:anywhere;position:sticky;left:0;background:var(--bg);min-width:9rem;max-width:24rem;z-index:1}
.matrix td{text-align:center;border-left:1px solid var(--line);min-width:4.2rem}
.matrix thead th{text-align:center}.matrix thead th:first-child{text-align:left}
.matrix.many td{min-width:0;padding:.3rem .35rem;font-size:.85em}.matrix.many th[scope=row]{min-width:13rem}
.matrix.many thead th span{writing-mode:vertical-rl;max-height:14rem}
.matrix td a{color:inherit;font-weight:700}
.matrix .fail{background:var(--fail);color:#fff}
.matrix .warn{background:var(--warn-bg)}
.matrix .inconclusive{background:var(--inconclusive-bg)}
.matrix .pass,.matrix .none{color:var(--soft)}
.matrix .old{background:var(--box);color:var(--soft);font-style:italic}.matrix td.old a{font-weight:400}.matrix th.old small{display:block;margin:0}
.path{margin:.8rem 0}.path svg{max-width:100%;height:auto}.path .tall{display:none}
.path .walk{font-size:.9rem;overflow-wrap:anywhere}.path .by{font-size:11px;font-style:italic}
.path text{font-size:12px;text-anchor:middle;fill:var(--ink)}.path .title{font-size:13px;font-weight:600}
.hop{fill:var(--box);stroke:var(--soft)}.hop.ok{stroke:var(--b);stroke-width:2}.hop.failed{stroke:var(--soft);stroke-width:2}.hop.unseen,.edge.unseen{stroke-dasharray:4 4}
.edge{stroke:var(--soft);stroke-width:2}.edge.ok{stroke:var(--b)}
.hop.break{fill:var(--fail-bg);stroke:var(--fail);stroke-width:3}.edge.break{stroke:var(--fail);stroke-width:2}.cross{fill:var(--fail);stroke:#fff;stroke-width:2}
.path .inconclusive .break,.path .inconclusive .cross{stroke:var(--inconclusive)}.path .inconclusive .cross{stroke:#fff;fill:var(--inconclusive)}.path .inconclusive .hop.break{fill:var(--inconclusive-bg)}
.path .warn .break{stroke:var(--warn)}.path .warn .cross{fill:var(--warn)}.path .warn .hop.break{fill:var(--warn-bg)}
.acts{flex-basis:100%}.act{display:flex;flex-wrap:wrap;gap:.3rem .6rem;align-items:center;border-top:1px solid var(--line);padding:.4rem 0}.act p{flex-basis:100%;margin:0}
.filter{display:flex;flex-wrap:wrap;gap:.3rem .8rem;align-items:center;margin:.3rem 0}
input[type=search],input[type=text],select{font:inherit;max-width:100%;color:var(--ink);background:var(--box);border:1px solid var(--soft);border-radius:6px;padding:.25rem .5rem}
.trend{display:flex;gap:.5rem;align-items:center}.trend .strip{width:8rem;height:.9rem}.trend small{margin:0;white-space:nowrap}
.split{display:block;font-size:.82rem;font-weight:600;color:var(--soft)}
.chain{margin:.5rem 0}
.steps{display:flex;flex-wrap:wrap;gap:.2rem 0}
.steps li+li::before{content:"\\2192";content:"\\2192" / "then";color:var(--soft);margin:0 .6em}
.steps .end code{font-weight:700}
.steps .bad code{background:var(--fail-bg);font-weight:700;padding:0 .3em}
.evidence .cited{background:var(--warn-bg)}
.evidence .bad td:nth-child(4){font-weight:600}
.evidence tr:target{outline:2px solid var(--link);outline-offset:-2px}
.evidence th{white-space:nowrap}
.cited-mark{font-weight:700;margin-right:.4em}
pre{background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.7rem;white-space:pre-wrap;max-height:24rem;overflow:auto}
textarea{display:block;width:100%;color:var(--ink);background:var(--box);border:1px solid var(--soft);border-radius:6px;padding:.6rem;resize:vertical}
button{font:inherit;padding:.3rem .9rem;border:1px solid var(--soft);border-radius:6px;background:var(--box);color:var(--ink);cursor:pointer}
.ticket{margin:.9rem 0}
figure{margin:.4rem 0}
svg{display:block}
.strip{width:100%;height:2.6rem;background:var(--box)}
.strip .fail{fill:var(--fail)}.strip .warn{fill:var(--c)}.strip .inconclusive{fill:var(--d)}.strip .pass{fill:var(--b)}
.plot{width:100%;max-width:60rem;height:5rem;background:var(--box)}
.plot polyline{fill:none;stroke:var(--a);stroke-width:2;vector-effect:non-scaling-stroke}
.latency{width:100%;max-width:60rem}
.latency .bar{width:70%;padding:.3rem 0}
.bar svg{width:100%;height:1.1rem}
.phase.dns{fill:var(--a)}.phase.connect{fill:var(--b)}.phase.tls{fill:var(--c)}.phase.ttfb{fill:var(--d)}
@media(max-width:60rem){.path .wide{display:none}.path .tall{display:block}}
@media(max-width:40rem){.why,.facts{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}h1{font-size:1.2rem;margin-top:.6rem}h1 .mark{font-size:.9rem}h2{margin-top:1rem}.alarm{padding:.4rem .6rem;margin:.4rem 0}h3{font-size:.95rem;line-height:1.3}.causes .card{padding:.5rem .6rem}.asof,.where{font-size:.82rem}.brief{font-size:.88rem;line-height:1.35}.brief div{grid-template-columns:3.8rem 1fr;padding-bottom:.1rem}.brief dd{margin:0}.brief dt{font-size:.8rem}th,td{padding:.3rem .45rem}#live{margin-left:0}.matrix th[scope=row],.matrix.many th[scope=row]{min-width:9rem;max-width:11rem}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media(forced-colors:active){.mark,.matrix td{border:1px solid}}
@media print{html{font-size:10.5pt;color-scheme:light}header nav,.skip,#live,.ticket{display:none}details::details-content{content-visibility:visible;block-size:auto}.card,tr{break-inside:avoid}.scroll{overflow:visible}.mark,.matrix td,.strip,.card{print-color-adjust:exact;-webkit-print-color-adjust:exact}pre{max-height:none}}
`
