/** Properties of inline styles that Word's engine, which shows mails in Outlook on Windows, does not know. */
const UNKNOWN = /^(max-width|min-width|border-radius|overflow|overflow-wrap|word-break|box-shadow|display|hyphens)$/;
/** On anything but cells of tables. */
const UNKNOWN_OUTSIDE_CELLS = /^(padding|width|height)(-|$)/;

/**
 * A mail as Word's engine takes it: what stands for it alone in conditional comments, no style sheet, and of the inline
 * styles those that it knows. What it hides (`mso-hide`) is gone.
 */
export function asWordShows(html: string): string {
  return html
    .replace(/<!--\[if mso\]>([\s\S]*?)<!\[endif\]-->/g, "$1")
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/<(\w+)([^>]*?) style="([^"]*)"/g, (_, tag: string, before: string, style: string) => {
      const isCell = tag === "td" || tag === "th";
      const known = style.split(";").filter((declaration) => {
        const name = declaration.split(":")[0]?.trim() ?? "";
        return !UNKNOWN.test(name) && (isCell || !UNKNOWN_OUTSIDE_CELLS.test(name));
      });
      const hidden = /mso-hide:\s*all/.test(style) ? ";display:none" : "";
      return `<${tag}${before} style="${known.join(";")}${hidden}"`;
    });
}
