import { createHash } from "node:crypto";
import { type BrandShades, brandColours, isColour } from "../kernel/index.js";

/** The one style sheet of the pages behind mailed links; inline, so that they need no second request. */
const STYLE = `
:root { color-scheme: light dark; --ground: #f4f5f7; --card: #fff; --ink: #1b1f24; --soft: #5a6472; --line: #dfe3e8; --edge: #7f8997;
  --accent: #1757c2; --accent-ink: #fff; --good: #12683c; --good-ground: #e3f5ea; --bad: #a3201c; --bad-ground: #fdeaea;
  --wait: #7a4b00; --wait-ground: #fff3da; --mute-ground: #eceff3; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171b; --card: #1e2329; --ink: #e8ebef; --soft: #a3adba;
  --line: #353c45; --edge: #717d8c; --accent: #8ab4ff; --accent-ink: #0c1a33; --good: #7fdca6; --good-ground: #173524; --bad: #ffa29c;
  --bad-ground: #42201f; --wait: #ffd083; --wait-ground: #3d2f12; --mute-ground: #2a3038; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI",
  Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
main { max-width: 38rem; margin: 0 auto; padding: 2rem 1rem 1rem; }
.brand { max-width: 38rem; margin: 0 auto; padding: 1.25rem 1rem 0; font-weight: 650; letter-spacing: .01em; color: var(--soft);
  display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; justify-content: space-between; align-items: baseline; }
  .brand span { margin-right: auto; } .brand img { align-self: center; margin-right: -.8rem; }
/* A logo is drawn for a light ground. */
@media (prefers-color-scheme: dark) { .brand img { box-sizing: content-box; background: #fff; padding: .3rem .5rem; border-radius: 8px; } }
.languages { list-style: none; display: flex; gap: .2rem 1rem; margin: 0; padding: 0; font-size: .9rem; font-weight: 500; letter-spacing: 0; }
.languages a, .languages li { display: inline-block; line-height: 1.75; } .languages [aria-current] { color: var(--ink); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.5rem;
  box-shadow: 0 1px 3px rgb(0 0 0 / .06); margin: 0 0 1rem; }
h1 { font-size: 1.45rem; line-height: 1.3; margin: 0 0 1rem; text-wrap: balance; overflow-wrap: anywhere; }
.addr { overflow-wrap: anywhere; hyphens: none; } .half { display: inline-block; } .together { white-space: nowrap; }
h1:focus { outline: none; }
.digits { font-size: 2.6rem; font-weight: 700; font-variant-numeric: tabular-nums; letter-spacing: .2em; text-align: center;
  border: 2px solid var(--line); border-radius: 12px; padding: .3rem 0; }
h2 { font-size: 1.05rem; margin: 0 0 .4rem; }
p { margin: 0 0 .8rem; text-wrap: pretty; } form + p { margin-top: .8rem; } .card ul.accounts + form { margin-top: 1.2rem; } p:last-child { margin-bottom: 0; }
.soft { color: var(--soft); } .small { font-size: .9rem; }
.pair { border: 1px solid var(--line); border-radius: 10px; margin: 0 0 1.1rem; }
.pair > div { padding: .7rem .9rem; } .pair > div + div { border-top: 1px solid var(--line); }
.pair dt { font-size: .82rem; color: var(--soft); margin: 0; }
.pair dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.number { display: flex; gap: .7rem 1rem; flex-wrap: wrap; align-items: center; justify-content: space-between; margin: 0 0 .6rem; }
.number label { flex: 1 1 12rem; }
.number input { font: inherit; font-size: 1.9rem; font-weight: 700; font-variant-numeric: tabular-nums; letter-spacing: .2em;
  text-align: center; color: inherit; background: var(--card); width: 6rem; padding: .4rem 0; border: 2px solid var(--edge); border-radius: 12px; }
button:focus-visible, a:focus-visible, summary:focus-visible, select:focus-visible,
input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button { font: inherit; font-weight: 650; border-radius: 10px; border: 1px solid var(--edge); background: var(--card);
  color: var(--ink); padding: .7rem 1.1rem; cursor: pointer; min-height: 2.9rem; text-wrap: balance; }
button.main { margin-top: 1rem; background: var(--accent); border-color: var(--accent); color: var(--accent-ink); width: 100%; }
button.bad { color: var(--bad); border-color: currentColor; background: transparent; }
button.wide { width: 100%; margin-top: .75rem; } form.answers { margin-top: 1.25rem; } form.answers button.main { margin-top: 0; } button.slim { min-height: 2.4rem; padding: .35rem .9rem; font-size: .93rem; }
label.field { display: block; font-size: .93rem; } label.field input { font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--edge); border-radius: 8px; padding: .5rem .7rem; margin-top: .25rem; display: block; width: 100%; max-width: 14rem; }
.note { border-radius: 10px; padding: .8rem 1rem; margin: 0 0 1.1rem; font-weight: 550; }
.note.good, .state.good { background: var(--good-ground); color: var(--good); }
.note.bad, .state.bad { background: var(--bad-ground); color: var(--bad); }
.note.wait, .state.wait { background: var(--wait-ground); color: var(--wait); }
.state { display: inline-block; border-radius: 99px; padding: .1rem .7rem; font-size: .85rem; font-weight: 650; background: var(--mute-ground); }
.state::before { content: "\\25CF"; margin-right: .4em; font-size: .8em; }
.state.good::before { content: "\\2713"; } .state.bad::before { content: "\\2715"; } .state.wait::before { content: "\\2026"; }
ul.accounts { list-style: none; margin: 0; padding: 0; } ul.accounts li { padding: .95rem 0; border-top: 1px solid var(--line);
  display: flex; gap: .8rem; justify-content: space-between; align-items: center; flex-wrap: wrap; }
ul.accounts li:first-child { border-top: 0; padding-top: .2rem; } ul.accounts li:last-child { padding-bottom: 0; }
ul.accounts .acts { display: flex; flex-wrap: wrap; gap: .5rem; } h2.former { margin-top: 1.6rem; }
ul.accounts .who { flex: 1 1 16rem; min-width: 0; } ul.accounts strong { overflow-wrap: anywhere; display: block; }
details summary { cursor: pointer; color: var(--soft); font-size: .95rem; } details[open] summary { margin-bottom: .8rem; }
footer { max-width: 38rem; margin: 0 auto; padding: .5rem 1rem 2.5rem; color: var(--soft); font-size: .85rem; }
a { color: var(--accent); }
@media (max-width: 26rem) { .card { padding: 1.1rem; } main { padding-top: 1rem; } }
`;

export interface PageStyle {
  readonly style: string;
  readonly policy: string;
}

const USUAL = withPolicy(STYLE);

/** The style sheet in the colour of whoever speaks, made readable, and the policy that allows it. */
export function pageStyle(colour: string | null): PageStyle {
  if (!isColour(colour)) return USUAL;
  const { light, dark } = brandColours(colour);
  return withPolicy(`${STYLE}${accent(light)}
@media (prefers-color-scheme: dark) { ${accent(dark)} }
`);
}

function accent({ brand, onBrand }: BrandShades): string {
  return `:root { --accent: ${brand}; --accent-ink: ${onBrand}; }`;
}

/** No script at all, no request to anywhere, forms only to ourselves, and nobody may frame the page. */
function withPolicy(style: string): PageStyle {
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    // For the logo, and the icon that browsers ask for.
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return { style, policy };
}
