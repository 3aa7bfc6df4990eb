import { html, phrase, type SafeHtml } from "../../web/index.js";
import { blockAsHtml } from "./html-blocks.js";
import { FONT, type MailColours, type MailLogo, styleSheet, TOGETHER } from "./html-style.js";
import type { MailDocument } from "./mail-document.js";

interface MailLook {
  readonly colours: MailColours;
  readonly logo: MailLogo | null;
}

export function asHtml(document: MailDocument, language: string, brand: string, { colours, logo }: MailLook): string {
  const { subject, preview, heading, blocks, footer, unsubscribe } = document;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${subject}</title>
<style>${styleSheet(colours)}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f5f8;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f5f8">
<tr><td align="center" style="padding:32px 12px">
<!--[if mso]><table role="presentation" width="580" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:580px">
<tr><td class="faint" style="${FONT};font-size:14px;font-weight:600;line-height:20px;color:#5b6472;padding:0 4px 14px">${logo && logoImage(logo)}${brand}</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid #e1e5eb;border-radius:12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="inner" style="padding:32px 36px">
<h1 class="heading strong" style="${FONT};margin:0 0 20px;font-size:22px;line-height:30px;font-weight:650;color:#171c24;overflow-wrap:anywhere;word-break:break-word">${phrase(heading, TOGETHER)}</h1>
${blocks.map((block) => blockAsHtml(block, colours))}
</td></tr>
</table>
</td></tr>
<tr><td class="faint" style="${FONT};font-size:12px;line-height:18px;color:#5b6472;padding:18px 4px 0;overflow-wrap:anywhere;word-break:break-word">
${footer.map((line) => html`<p style="margin:0 0 4px">${phrase(line, TOGETHER)}</p>\n`)}${unsubscribe && unsubscribeLink(unsubscribe, colours)}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`.text;
}

/** Above the name, which is there also where a program shows no pictures. */
function logoImage({ url, width, height }: MailLogo): SafeHtml {
  return html`<img class="logo" src="${url}" width="${width}" height="${height}" alt="" style="display:block;border:0;margin:0 0 8px">
`;
}

function unsubscribeLink({ url, label }: NonNullable<MailDocument["unsubscribe"]>, { accent }: MailColours): SafeHtml {
  return html`<p style="margin:8px 0 0"><a class="link" href="${url}" style="color:${accent}">${label}</a></p>
`;
}
