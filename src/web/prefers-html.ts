/** Whether an Accept header asks for a page at least as much as for JSON, as browsers do. */
export function prefersHtml(accept: string | undefined): boolean {
  const html = qualityOf(accept, "text/html");
  return html !== null && html > 0 && html >= (qualityOf(accept, "application/json") ?? 0);
}

/** Null where the type is not named itself. */
function qualityOf(accept: string | undefined, type: string): number | null {
  for (const part of (accept ?? "").slice(0, 1_000).split(",")) {
    const [name = "", ...parameters] = part.split(";").map((each) => each.trim());
    if (name.toLowerCase() !== type) continue;
    const quality = parameters.map((each) => /^q=([\d.]+)$/i.exec(each)?.[1]).find((each) => each !== undefined);
    return quality === undefined ? 1 : Number(quality);
  }
  return null;
}
