import { html, phrase, type SafeHtml } from "../../web/index.js";
import { CODE_FONT, FONT, type MailColours, TOGETHER, WORDS } from "./html-style.js";
import type { Block } from "./mail-document.js";

type BlockOf<Kind extends Block["kind"]> = Extract<Block, { readonly kind: Kind }>;

export function blockAsHtml(block: Block, { accent }: MailColours): SafeHtml {
  switch (block.kind) {
    case "paragraph":
      return html`<p class="words" style="${WORDS};margin:0 0 18px">${phrase(block.text, TOGETHER)}</p>
`;
    case "facts":
      return factTable(block);
    case "button":
      return button(block, accent);
    case "choices":
      return choiceTable(block);
    case "figures":
      return figureTable(block);
    case "list":
      return list(block);
    case "links":
      return linkTable(block, accent);
    case "note":
      return note(block, accent);
  }
}

function factTable({ rows }: BlockOf<"facts">): SafeHtml {
  return html`<table role="presentation" class="panel" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f5f7fa;border-radius:8px;margin:0 0 22px">
<tr><td style="padding:8px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${rows.map(
  ({ label, value, isCode, note }) => html`<tr class="stack">
<td class="faint" width="30%" valign="top" style="${FONT};font-size:13px;line-height:20px;color:#5b6472;padding:6px 12px 6px 0">${label}</td>
<td class="strong" valign="top" style="${FONT};font-size:14px;line-height:20px;color:#171c24;font-weight:600;padding:6px 0;overflow-wrap:anywhere;word-break:break-word">${isCode ? code(value) : phrase(value, TOGETHER)}${note && html`<br><span class="faint" style="font-weight:400;font-size:13px;color:#5b6472">${phrase(note, TOGETHER)}</span>`}</td>
</tr>
`,
)}</table>
</td></tr>
</table>
`;
}

/** What is copied whole, whatever it holds, begins its second line after a slash. */
function code(value: string): SafeHtml {
  return html`${value.split(/(?<=\/)/).map((part, index) => (index === 0 ? part : html`<wbr>${part}`))}`;
}

function button({ url, label, fallback }: BlockOf<"button">, accent: string): SafeHtml {
  return html`<table role="presentation" class="button" cellpadding="0" cellspacing="0" border="0" style="margin:6px 0 14px"><tr>
<td align="center" bgcolor="${accent}" style="background:${accent};border-radius:8px;padding:15px 30px"><a href="${url}" style="${FONT};display:inline-block;font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px">${label}</a></td>
</tr></table>
<p class="faint" style="${FONT};font-size:12px;line-height:18px;color:#5b6472;margin:0 0 24px">${fallback}<br><a class="link" href="${url}" style="${CODE_FONT};font-size:12px;color:${accent};word-break:break-all">${url}</a></p>
`;
}

function choiceTable({ rows }: BlockOf<"choices">): SafeHtml {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 18px">
${rows.map(
  ({ term, text }) => html`<tr class="stack">
<td class="strong rule" width="24%" valign="top" style="${FONT};font-size:14px;line-height:21px;font-weight:600;color:#171c24;padding:9px 12px 9px 0;border-top:1px solid #e6eaef">${phrase(term, TOGETHER)}</td>
<td class="words rule" valign="top" style="${WORDS};font-size:14px;line-height:21px;padding:9px 0;border-top:1px solid #e6eaef">${phrase(text, TOGETHER)}</td>
</tr>
`,
)}</table>
`;
}

function figureTable({ rows }: BlockOf<"figures">): SafeHtml {
  const gap = html`<td width="8" style="font-size:0">&nbsp;</td>`;
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px"><tr class="stack figures">
${rows.map(
  (
    { figure, label },
    index,
  ) => html`<td class="panel" valign="top" style="background:#f5f7fa;border-radius:8px;padding:12px 14px">
<div class="strong" style="${FONT};font-size:22px;line-height:28px;font-weight:650;color:#171c24">${figure}</div>
<div class="faint" style="${FONT};font-size:12px;line-height:16px;color:#5b6472">${label}</div>
</td>${index < rows.length - 1 && gap}
`,
)}</tr></table>
`;
}

function list({ rows, isDetailBelow = false }: BlockOf<"list">): SafeHtml {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 22px">
${rows.map(
  ({
    text,
    detail,
  }) => html`<tr><td class="words rule" style="${WORDS};font-size:14px;line-height:21px;padding:9px 0;border-top:1px solid #e6eaef"><strong class="strong" style="color:#171c24">${phrase(text, TOGETHER)}</strong>${isDetailBelow ? html`<br>` : " "}${phrase(detail, TOGETHER)}</td></tr>
`,
)}</table>
`;
}

function linkTable({ rows }: BlockOf<"links">, accent: string): SafeHtml {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px">
${rows.map(
  ({ text, note, url, label }) => html`<tr class="stack">
<td class="strong rule" style="${WORDS};font-weight:600;color:#171c24;padding:12px 12px 12px 0;border-top:1px solid #e6eaef">${phrase(text, TOGETHER)}${note && html`<br><span class="faint" style="font-weight:400;font-size:13px;line-height:19px;color:#5b6472">${phrase(note, TOGETHER)}</span>`}</td>
<td class="rule" align="right" width="1%" style="padding:12px 0;border-top:1px solid #e6eaef"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td align="center" bgcolor="${accent}" style="background:${accent};border-radius:7px;padding:9px 18px;white-space:nowrap"><a href="${url}" style="${FONT};display:inline-block;font-size:14px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none">${label}</a></td>
</tr></table></td>
</tr>
`,
)}</table>
`;
}

function note({ text, url, label }: BlockOf<"note">, accent: string): SafeHtml {
  return html`<p class="faint" style="${FONT};font-size:13px;line-height:20px;color:#5b6472;margin:0 0 14px;overflow-wrap:anywhere;word-break:break-word">${phrase(text, TOGETHER)}${url && html`<br><a class="link" href="${url}" style="color:${accent}">${label}</a>`}</p>
`;
}
