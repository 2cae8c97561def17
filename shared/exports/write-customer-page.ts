import { PAGE_SCRIPT, PAGE_SCRIPT_SHA256 } from "./customer-page-script.ts";
import {
  type CustomerReport,
  type CustomerSayings,
  type CustomerSeries,
  sayCustomerReport,
} from "./customer-report.ts";
import { fill } from "./customer-words-table.ts";
import { escapeMarkup } from "./escape-markup.ts";

/** The bytes that are signed, as text: the report for programs, and how it looks for people. */
export const signedTextOf = (report: CustomerReport): string =>
  JSON.stringify({ report, page: contentOf(report, sayCustomerReport(report)) });

export interface Signed {
  /** All Base64: the signed bytes (UTF-8), the Ed25519 signature over them (RFC 8032), the raw public key. */
  readonly signed: string;
  readonly signature: string;
  readonly publicKey: string;
}

/**
 * One HTML file that needs nothing else: no network, no server. It shows what was signed only after it
 * has checked the signature, and says so when it was changed.
 */
export function writeCustomerPage(report: CustomerReport, { signed, signature, publicKey }: Signed): string {
  const { words } = sayCustomerReport(report);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${PAGE_SCRIPT_SHA256}'; base-uri 'none'; form-action 'none'`;
  const said = (sentence: string): string => escapeMarkup(fill(sentence, { utility: report.utility }));
  return `<!doctype html>
<html lang="${report.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeMarkup(words.title)} – ${escapeMarkup(report.utility)}</title>
<style>${STYLE}</style>
</head>
<body>
<p id="verdict" role="status" data-state="checking" data-genuine="${said(words.genuine)}" data-tampered="${said(words.tampered)}" data-unable="${said(words.unable)}">${said(words.checking)}</p>
<noscript><p>${escapeMarkup(words.noScript)}</p></noscript>
<main id="content"></main>
<footer id="print" data-name="${escapeMarkup(words.key)}"></footer>
<script type="text/plain" id="signed">${signed}</script>
<script type="text/plain" id="signature">${signature}</script>
<script type="text/plain" id="key">${publicKey}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#d3d8e0,#323a47);--faint:light-dark(#636c7a,#8b95a4)}
body{background:light-dark(#fff,#14181f);color:light-dark(#1a1f27,#e8ebf0);max-width:46rem;margin:0 auto;padding:1.5rem;font:16px/1.5 system-ui,sans-serif}
#verdict{padding:.6rem .9rem;border-radius:.5rem;background:light-dark(#f0f2f5,#1b212b)}
#verdict[data-state=genuine]{background:light-dark(#e3f4ea,#12351f)}
#verdict[data-state=tampered]{background:#bd1f2d;color:#fff;font-weight:600}
#verdict[data-state=unable]{background:light-dark(#fdf2df,#33260f)}
#print{margin:1rem 0;color:var(--faint);font:.8rem ui-monospace,monospace}
h1{font-size:1.6rem;margin:1rem 0}h2{font-size:1.1rem;margin:2rem 0 .3rem;display:flex;gap:1rem;align-items:baseline}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem}dt{color:var(--faint)}dd{margin:0}
svg{width:100%;height:auto}svg text{font-size:11px;fill:currentColor}@media(max-width:36rem){svg text{font-size:20px}}
table{width:100%;border-collapse:collapse;font-size:.9rem}th,td{padding:.25rem .5rem;text-align:left;border-bottom:1px solid var(--line)}
td:first-child{white-space:nowrap}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tfoot td{font-weight:600}
.why{color:var(--faint);font-size:.9rem}@media print{#verdict{border:1px solid}}`;

function contentOf(report: CustomerReport, say: CustomerSayings): string {
  const { words } = say;
  const facts = say.facts.map(
    ([name, value]) => `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(value)}</dd>`,
  );
  const series = report.series.map((one) => seriesOf(one, say));
  const why = say.explanation.map((sentence) => `<p class="why">${escapeMarkup(sentence)}</p>`);
  return `<h1>${escapeMarkup(words.title)}</h1><dl>${facts.join("")}</dl>${series.join("")}${why.join("")}`;
}

function seriesOf(series: CustomerSeries, say: CustomerSayings): string {
  const { words } = say;
  const total = escapeMarkup(say.totalOf(series));
  const rows = series.intervals.map(
    (interval) =>
      `<tr><td>${escapeMarkup(say.labelOf(interval))}</td><td class="n">${escapeMarkup(say.decimal(interval.value))}</td><td>${escapeMarkup(say.markOf(interval))}</td></tr>`,
  );
  return `<h2>${escapeMarkup(say.nameOf(series))} <span>${total}</span></h2>${barsOf(series, say)}<table><thead><tr><th>${escapeMarkup(words.from)}</th><th class="n">${escapeMarkup(words.value)} (${escapeMarkup(series.unit)})</th><th>${escapeMarkup(words.quality)}</th></tr></thead><tbody>${rows.join("")}</tbody><tfoot><tr><td>${escapeMarkup(words.total)}</td><td class="n">${escapeMarkup(say.decimal(series.total))}</td><td>${escapeMarkup(say.qualityOf(series))}</td></tr></tfoot></table>`;
}

const [WIDTH, HEIGHT, FOOT] = [720, 200, 28];
/** On a phone letters are 20 of the 720 high, and a day with its year 130 long. */
const [MOST_LABELS, HALF_LABEL] = [5, 65];

/** Below its bar, and never over the edge. */
function labelAt(middle: number, text: string): string {
  const [x, anchor] =
    middle < HALF_LABEL
      ? [0, "start"]
      : middle > WIDTH - HALF_LABEL
        ? [WIDTH, "end"]
        : [middle.toFixed(1), "middle"];
  return `<text x="${x}" y="${HEIGHT + FOOT - 8}" text-anchor="${anchor}">${escapeMarkup(text)}</text>`;
}

/** Heights are floats, for drawing only. */
function barsOf(series: CustomerSeries, say: CustomerSayings): string {
  const heights = series.intervals.map(({ value }) => Math.max(0, Number(value ?? 0)));
  const highest = Math.max(...heights, 0) || 1;
  const stride = WIDTH / Math.max(1, heights.length);
  const every = Math.ceil(heights.length / MOST_LABELS);
  const hatch = `<pattern id="h-${series.register}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V4" stroke="#6d8fe8" stroke-width="2"/></pattern>`;
  const bars = series.intervals.map((interval, i) => {
    const height = ((heights[i] ?? 0) / highest) * (HEIGHT - 8);
    const ink = interval.mark === "estimated" ? `url(#h-${series.register})` : "#6d8fe8";
    const x = (i * stride + stride * 0.12).toFixed(1);
    const title = `<title>${escapeMarkup(say.labelOf(interval))}: ${escapeMarkup(say.decimal(interval.value))} ${escapeMarkup(series.unit)}</title>`;
    const bar =
      interval.value === null
        ? ""
        : `<rect x="${x}" y="${(HEIGHT - height).toFixed(1)}" width="${(stride * 0.76).toFixed(1)}" height="${height.toFixed(1)}" fill="${ink}">${title}</rect>`;
    const label = i % every === 0 ? labelAt(i * stride + stride / 2, say.labelOf(interval)) : "";
    return bar + label;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT}" role="img" aria-label="${escapeMarkup(say.nameOf(series))}"><defs>${hatch}</defs><path d="M0 ${HEIGHT}H${WIDTH}" stroke="currentColor" stroke-opacity=".3"/>${bars.join("")}</svg>`;
}
