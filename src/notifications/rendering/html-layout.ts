/**
 * Mail programs know tables and inline styles; what they do not know of the rest, they leave out. Colours are chosen
 * so that a program which inverts them on its own keeps everything readable.
 */
const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const CODE_FONT = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace";

export const LAYOUT = `<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>{{subject}}</title>
<style>
  @media (prefers-color-scheme: dark) {
    .page { background: #15181d !important; }
    .card { background: #20242b !important; border-color: #343a44 !important; }
    .strong { color: #f2f4f7 !important; }
    .words { color: #d3d8e0 !important; }
    .faint { color: #99a2b0 !important; }
    .panel { background: #292e37 !important; }
    .rule { border-color: #343a44 !important; }
    a.link { color: #8fb4ff !important; }
  }
  @media (max-width: 480px) {
    .inner { padding: 24px 20px !important; }
    .heading { font-size: 20px !important; line-height: 28px !important; }
    .button, .button a { display: block !important; width: auto !important; }
  }
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f5f8;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{{preview}}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f5f8">
<tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:580px">
<tr><td class="faint" style="${FONT};font-size:14px;font-weight:600;line-height:20px;color:#5b6472;padding:0 4px 14px">{{brand}}</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid #e1e5eb;border-radius:12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="inner" style="padding:32px 36px">
<h1 class="heading strong" style="${FONT};margin:0 0 20px;font-size:22px;line-height:30px;font-weight:650;color:#171c24;overflow-wrap:anywhere;word-break:break-word">{{heading}}</h1>
{{#each blocks}}{{> (lookup . "kind")}}{{/each}}
</td></tr>
</table>
</td></tr>
<tr><td class="faint" style="${FONT};font-size:12px;line-height:18px;color:#6b7482;padding:18px 4px 0;overflow-wrap:anywhere;word-break:break-word">
{{#each footer}}<p style="margin:0 0 4px">{{this}}</p>
{{/each}}{{#if unsubscribe}}<p style="margin:8px 0 0"><a class="link" href="{{unsubscribe.url}}" style="color:#2456c9">{{unsubscribe.label}}</a></p>
{{/if}}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;

const WORDS = `${FONT};font-size:15px;line-height:23px;color:#39414e;overflow-wrap:anywhere;word-break:break-word`;

/** One for each kind of block. */
export const PARTIALS: Readonly<Record<string, string>> = {
  paragraph: `<p class="words" style="${WORDS};margin:0 0 18px">{{text}}</p>
`,
  facts: `<table role="presentation" class="panel" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f5f7fa;border-radius:8px;margin:0 0 22px">
<tr><td style="padding:8px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
{{#each rows}}<tr>
<td class="faint" width="30%" valign="top" style="${FONT};font-size:13px;line-height:20px;color:#5b6472;padding:6px 12px 6px 0">{{label}}</td>
<td class="strong" valign="top" style="${FONT};font-size:14px;line-height:20px;color:#171c24;font-weight:600;padding:6px 0;overflow-wrap:anywhere;word-break:break-word">{{value}}{{#if note}}<br><span class="faint" style="font-weight:400;font-size:13px;color:#5b6472">{{note}}</span>{{/if}}</td>
</tr>
{{/each}}</table>
</td></tr>
</table>
`,
  button: `<table role="presentation" class="button" cellpadding="0" cellspacing="0" border="0" style="margin:6px 0 14px"><tr>
<td align="center" bgcolor="#2456c9" style="background:#2456c9;border-radius:8px"><a href="{{url}}" style="${FONT};display:inline-block;padding:15px 30px;font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px">{{label}}</a></td>
</tr></table>
<p class="faint" style="${FONT};font-size:12px;line-height:18px;color:#6b7482;margin:0 0 24px">{{fallback}}<br><a class="link" href="{{url}}" style="${CODE_FONT};font-size:12px;color:#2456c9;word-break:break-all">{{url}}</a></p>
`,
  choices: `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 18px">
{{#each rows}}<tr>
<td class="strong rule" width="24%" valign="top" style="${FONT};font-size:14px;line-height:21px;font-weight:600;color:#171c24;padding:9px 12px 9px 0;border-top:1px solid #e6eaef">{{term}}</td>
<td class="words rule" valign="top" style="${WORDS};font-size:14px;line-height:21px;padding:9px 0;border-top:1px solid #e6eaef">{{text}}</td>
</tr>
{{/each}}</table>
`,
  figures: `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px"><tr>
{{#each rows}}<td class="panel" valign="top" style="background:#f5f7fa;border-radius:8px;padding:12px 14px">
<div class="strong" style="${FONT};font-size:22px;line-height:28px;font-weight:650;color:#171c24">{{figure}}</div>
<div class="faint" style="${FONT};font-size:12px;line-height:16px;color:#5b6472">{{label}}</div>
</td>{{#unless @last}}<td width="8" style="font-size:0">&nbsp;</td>{{/unless}}
{{/each}}</tr></table>
`,
  list: `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 22px">
{{#each rows}}<tr><td class="words rule" style="${WORDS};font-size:14px;line-height:21px;padding:9px 0;border-top:1px solid #e6eaef"><strong class="strong" style="color:#171c24">{{text}}</strong> {{detail}}</td></tr>
{{/each}}</table>
`,
  links: `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px">
{{#each rows}}<tr>
<td class="strong rule" style="${WORDS};font-weight:600;color:#171c24;padding:12px 12px 12px 0;border-top:1px solid #e6eaef">{{text}}</td>
<td class="rule" align="right" width="1%" style="padding:12px 0;border-top:1px solid #e6eaef;white-space:nowrap"><a href="{{url}}" style="${FONT};display:inline-block;background:#2456c9;color:#ffffff;font-size:14px;line-height:20px;font-weight:600;text-decoration:none;padding:9px 18px;border-radius:7px">{{label}}</a></td>
</tr>
{{/each}}</table>
`,
  note: `<p class="faint" style="${FONT};font-size:13px;line-height:20px;color:#5b6472;margin:0 0 14px;overflow-wrap:anywhere;word-break:break-word">{{text}}{{#if url}}<br><a class="link" href="{{url}}" style="color:#2456c9">{{label}}</a>{{/if}}</p>
`,
};
