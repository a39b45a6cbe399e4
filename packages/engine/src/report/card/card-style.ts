import { chartStyle } from '../../charts/to-svg.ts';

/** One column on a telephone, two for pictures and tables where there is room; day and night by the reader's choice. */
export const cardStyle = `
:root{color-scheme:light dark;--paper:#fff;--page:#f4f6f8;--text:#1c232d;--muted:#5b6675;--line:#e3e7ec;--blue:#1f6feb;--soft:#eaf1fd;--warn:#8a4600;--warnsoft:#fdf3e7}
@media (prefers-color-scheme:dark){:root{--paper:#14181f;--page:#0c0f14;--text:#e4e8ee;--muted:#9aa6b5;--line:#2a313c;--blue:#6ea8fe;--soft:#1a2740;--warn:#f0b070;--warnsoft:#2a2015}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:1080px;margin:0 auto;padding:32px 20px 56px}
h1{font-size:30px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em}
h2{font-size:19px;margin:0 0 14px;letter-spacing:-.005em}
h3{font-size:14px;margin:22px 0 8px;color:var(--muted);font-weight:600}
p{margin:0 0 12px}
.lead{font-size:17px;color:var(--muted);max-width:62ch;margin:0}
section,.tiles>div{background:var(--paper);border:1px solid var(--line);border-radius:10px}
section{padding:22px 24px;margin-top:16px}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin-top:22px}
.tiles>div{padding:14px 16px}
.tiles b{display:block;font-size:25px;line-height:1.2;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.tiles span{display:block;font-size:13px;color:var(--muted)}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px 28px}
figure{margin:0}
svg.vc{display:block;width:100%;height:auto;max-width:520px;margin:0 auto}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:6px 20px;margin:0}
dt{color:var(--muted)}
dd{margin:0}
.scroll{overflow-x:auto;overflow-wrap:normal}
table{border-collapse:collapse;width:100%;font-size:15px;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:6px 10px;border-bottom:1px solid var(--line);white-space:nowrap;vertical-align:top}
tr:last-child>td,tr:last-child>th{border-bottom:0}
thead th{color:var(--muted);font-weight:500;font-size:13px}
th:first-child,td:first-child{text-align:left;padding-left:0;white-space:normal;min-width:7em}
th:last-child,td:last-child{padding-right:0}
tbody th{font-weight:500}
td small{display:block;color:var(--muted);font-size:12px}
.bar{display:block;height:5px;border-radius:3px;background:var(--line);margin-top:5px;min-width:90px}
.bar i{display:block;height:5px;border-radius:3px;background:var(--blue)}
.words{display:flex;flex-wrap:wrap;gap:6px;margin:0;padding:0;list-style:none}
.words li{background:var(--soft);border-radius:6px;padding:2px 8px;font-size:14px;white-space:pre-wrap}
.limits{margin:0;padding-left:20px}
.limits li{margin-bottom:8px}
.grave{background:var(--warnsoft);color:var(--warn);border-radius:8px;padding:10px 14px;margin:0 0 10px}
code,pre{font:13.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--page);border:1px solid var(--line);border-radius:8px;padding:12px 14px;margin:0 0 14px;white-space:pre-wrap;overflow-wrap:anywhere}
details summary{cursor:pointer;color:var(--muted);font-size:14px;margin-top:12px}
details pre{margin-top:10px}
.scroll+figure{margin-top:20px}
.note{color:var(--muted);font-size:14px}
footer{color:var(--muted);font-size:13px;margin-top:20px}
@media (max-width:720px){main{padding:20px 14px 40px}h1{font-size:25px}section{padding:18px 16px}.tiles{grid-template-columns:repeat(2,1fr)}.pair{grid-template-columns:minmax(0,1fr)}.pair>dl+dl{margin-top:-12px}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:9px}dt{font-size:13px}dl.tight{grid-template-columns:minmax(0,1fr) max-content;gap:4px 12px}dl.tight dt{font-size:15px}dl.tight dd{margin:0;text-align:right}figure{margin:0 -8px}th:first-child,td:first-child{min-width:4.5em}td small{font-size:11px}.wide{display:none}th,td{padding:6px 6px}table{font-size:14px}}
@media print{body{background:#fff}section{break-inside:avoid}}
${chartStyle()}`;
