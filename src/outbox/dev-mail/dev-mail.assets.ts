export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f3f5f8; --panel: #ffffff; --raised: #f7f9fb; --line: #e2e6ec; --words: #1b212b; --faint: #626c7a;
  --accent: #2456c9; --chosen: #e9effc; --focus: #7ea3f5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --panel: #1b1f26; --raised: #20252d; --line: #2e343e; --words: #e6e9ee; --faint: #97a1b0;
    --accent: #8fb4ff; --chosen: #263149; --focus: #5b86e5;
  }
}
* { box-sizing: border-box }
html, body { height: 100% }
body { margin: 0; display: flex; flex-direction: column; background: var(--page); color: var(--words);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
a { color: inherit; text-decoration: none }
a:focus-visible, input:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; border-radius: 6px }
.faint { color: var(--faint) }
header { display: flex; align-items: center; gap: 16px; padding: 10px 18px; background: var(--panel);
  border-bottom: 1px solid var(--line) }
.brand { display: flex; align-items: center; gap: 9px; font-weight: 650; font-size: 16px; white-space: nowrap }
.brand .faint { font-weight: 400; margin-left: -5px }
.mark { display: inline-grid; place-items: center; width: 28px; height: 28px; border-radius: 8px; color: #fff;
  background: #2456c9; font-weight: 700 }
.mark.large { width: 56px; height: 56px; border-radius: 16px; font-size: 28px; opacity: .85 }
.search { flex: 1; max-width: 520px }
.search input { width: 100%; padding: 8px 14px; font: inherit; color: inherit; background: var(--page);
  border: 1px solid var(--line); border-radius: 9px }
.hint { margin-left: auto; padding: 3px 10px; border-radius: 99px; font-size: 12px; color: var(--faint);
  border: 1px solid var(--line); white-space: nowrap }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: 250px minmax(300px, 400px) 1fr }
main > * { min-width: 0; min-height: 0; overflow-y: auto }
h2 { margin: 0; padding: 16px 18px 10px; font-size: 12px; font-weight: 600; color: var(--faint) }
ul, ol { list-style: none; margin: 0; padding: 0 }
.badge { display: inline-grid; place-items: center; flex: none; width: 32px; height: 32px; border-radius: 50%;
  font-size: 14px; font-weight: 650; color: #fff }
.tint0 { background: #3566c8 } .tint1 { background: #0f7b6c } .tint2 { background: #a2482f }
.tint3 { background: #7a4fb5 } .tint4 { background: #8a6a12 } .tint5 { background: #a83a72 }
.badge.all { background: var(--line); color: var(--words) }
nav { border-right: 1px solid var(--line) }
nav ul { padding: 0 8px 12px }
nav a { display: flex; align-items: center; gap: 10px; padding: 6px 10px; border-radius: 9px }
nav .badge { width: 26px; height: 26px; font-size: 12px }
nav .name { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
nav .count { font-size: 12px; color: var(--faint); font-variant-numeric: tabular-nums }
nav a:hover, #list li a:hover { background: var(--raised) }
nav a[aria-current] { background: var(--chosen); font-weight: 600 }
#list { background: var(--panel); border-right: 1px solid var(--line) }
#list h2 { position: sticky; top: 0; z-index: 1; display: flex; align-items: center; gap: 8px; padding: 14px 18px 12px;
  background: var(--panel); border-bottom: 1px solid var(--line); font-size: 14px; color: var(--words) }
#list h2 .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.chip { padding: 1px 9px; border-radius: 99px; background: var(--chosen); font-weight: 500; font-size: 12px;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.clear { margin-left: auto; flex: none; font-size: 12px; font-weight: 500; color: var(--accent) }
#list li a { display: grid; grid-template-columns: 32px minmax(0, 1fr); column-gap: 12px; padding: 12px 18px;
  border-bottom: 1px solid var(--line); border-left: 3px solid transparent }
#list li a > * { grid-column: 2; min-width: 0 }
#list li a > .badge { grid-column: 1; grid-row: 1 / span 3 }
#list li a[aria-current] { background: var(--chosen); border-left-color: var(--accent) }
.line { display: flex; gap: 10px; align-items: baseline }
.to, .excerpt { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.to { flex: 1; font-size: 13px; color: var(--faint) }
.line time { flex: none; font-size: 12px; color: var(--faint) }
.subject { font-weight: 600; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
  overflow-wrap: anywhere }
.excerpt { font-size: 13px; color: var(--faint) }
.pages { display: flex; justify-content: space-between; margin: 0; padding: 14px 18px; color: var(--accent) }
@media (prefers-reduced-motion: no-preference) {
  li.new a { animation: arrive 2.5s ease-out }
  @keyframes arrive { from { background: var(--chosen) } }
}
article { display: flex; flex-direction: column; background: var(--page) }
.head { padding: 20px 26px 14px; background: var(--panel); border-bottom: 1px solid var(--line) }
.head h1 { margin: 0 0 14px; font-size: 19px; line-height: 1.35; font-weight: 650; overflow-wrap: anywhere }
.meta { display: flex; align-items: center; gap: 12px }
.meta > div:first-of-type { min-width: 0; overflow-wrap: anywhere }
.meta .faint { font-size: 13px }
.views { margin-left: auto; flex: none; display: flex; padding: 3px; border-radius: 9px; background: var(--page) }
.views a { padding: 4px 14px; border-radius: 7px; font-size: 13px; color: var(--faint) }
.views a[aria-current] { background: var(--panel); color: var(--words); font-weight: 600; box-shadow: 0 1px 2px #0002 }
.back { display: none; color: var(--accent); margin-bottom: 10px }
iframe { flex: 1; min-height: 360px; width: 100%; border: 0; background: transparent; color-scheme: light dark }
pre { flex: 1; margin: 0; padding: 26px; font: 13px/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere }
pre a { color: var(--accent); text-decoration: underline }
article footer { padding: 8px 26px; font-size: 12px; border-top: 1px solid var(--line); overflow-wrap: anywhere }
.empty { margin: auto; max-width: 340px; padding: 60px 24px; text-align: center; color: var(--faint) }
.empty p { margin: 10px 0 0 } .empty strong { color: var(--words) }
@media (max-width: 1080px) {
  main { grid-template-columns: minmax(260px, 340px) 1fr; grid-template-rows: auto minmax(0, 1fr) }
  nav { grid-column: 1 / -1; border-right: 0; border-bottom: 1px solid var(--line); overflow-x: auto; overflow-y: hidden }
  nav h2 { display: none }
  nav ul { display: flex; gap: 4px; padding: 8px 12px }
  nav a { max-width: 240px }
}
@media (max-width: 720px) {
  header { flex-wrap: wrap; gap: 10px } .search { order: 3; flex-basis: 100%; max-width: none }
  main { display: flex; flex-direction: column }
  nav { flex: none }
  #list { flex: 1; border-right: 0 }
  body:not(.reading) article, .reading #list, .reading nav, .reading .hint, .reading .search { display: none }
  .meta { flex-wrap: wrap } .meta > div:first-of-type { flex: 1 0 70% } .views { margin: 0; flex: 1 } .views a { flex: 1; text-align: center }
  article { flex: 1 } .back { display: inline-block } .head { padding: 14px 16px } pre { padding: 16px }
}
`;

/** Local times, and what arrives meanwhile. The page works without it. */
export const SCRIPT = `
const REFRESH_MS = 3000;
const clockTime = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

function showLocalTimes(root) {
  const today = new Date().toDateString();
  for (const time of root.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    time.title = whole.format(at);
    time.textContent = "long" in time.dataset ? whole.format(at)
      : at.toDateString() === today ? clockTime.format(at) : day.format(at);
  }
}

let newest = document.body.dataset.newest;

async function refresh() {
  const latest = await (await fetch("/dev/mail/newest")).text();
  if (latest === newest) return;
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const known = new Set([...document.querySelectorAll("#list li")].map((item) => item.id));
  for (const id of ["mailboxes", "list"]) {
    const part = document.getElementById(id);
    const fresh = document.importNode(page.getElementById(id), true);
    for (const item of id === "list" ? fresh.querySelectorAll("li") : []) {
      if (!known.has(item.id)) item.classList.add("new");
    }
    showLocalTimes(fresh);
    const { scrollTop } = part;
    part.replaceWith(fresh);
    fresh.scrollTop = scrollTop;
  }
  newest = page.body.dataset.newest;
}

async function keepFresh() {
  try {
    if (!document.hidden) await refresh();
  } catch {
    // The server is away for a moment; the next look tells.
  }
  setTimeout(keepFresh, REFRESH_MS);
}

showLocalTimes(document);
setTimeout(keepFresh, REFRESH_MS);
`;
