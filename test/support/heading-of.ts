/** The one h1 of a page as it is read, without what keeps its lines together; empty where there is none. */
export function headingOf(body: string): string {
  const [, content = ""] = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(body) ?? [];
  return content.replace(/<[^>]*>/g, "");
}

/** Whether the focus is on it when the page opens. */
export function isHeadingInFocus(body: string): boolean {
  return body.includes('<h1 tabindex="-1" autofocus>');
}
