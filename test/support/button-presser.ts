import type { FastifyInstance } from "fastify";

/** A program that opens every link of a mail, and every page and button behind it, as detonating mail scanners do. */
export interface Scanner {
  readonly userAgent: string;
  readonly remoteAddress: string;
}

const MAX_DEPTH = 4;
const MAX_REQUESTS = 60;

/**
 * Opens the paths, presses every button of every page that it comes to, and follows every link on them. Fields that a
 * person would fill in stay as they are. Returns how many buttons it pressed.
 */
export async function pressEverything(
  app: FastifyInstance,
  { userAgent, remoteAddress }: Scanner,
  paths: readonly string[],
): Promise<number> {
  const opened = new Set<string>();
  const pressed = new Set<string>();
  let requests = 0;
  const common = { remoteAddress, headers: { "user-agent": userAgent } };

  async function open(path: string, depth: number): Promise<void> {
    if (opened.has(path) || depth > MAX_DEPTH || requests >= MAX_REQUESTS) return;
    opened.add(path);
    requests += 1;
    if (depth === 0) await app.inject({ ...common, method: "HEAD", url: path });
    await walk((await app.inject({ ...common, url: path })).body, path, depth);
  }

  async function press(form: PageForm, depth: number): Promise<void> {
    // The marks of a page change with every look at it.
    const key = `${form.action} ${form.fields.filter(([name]) => name !== "seen" && name !== "opened").join(" ")}`;
    if (pressed.has(key) || depth > MAX_DEPTH || requests >= MAX_REQUESTS) return;
    pressed.add(key);
    requests += 1;
    const { body } = await app.inject({
      ...common,
      method: "POST",
      url: form.action,
      headers: { ...common.headers, "content-type": "application/x-www-form-urlencoded" },
      payload: new URLSearchParams(form.fields.map(([name, value]): [string, string] => [name, value])).toString(),
    });
    await walk(body, form.action, depth);
  }

  async function walk(body: string, path: string, depth: number): Promise<void> {
    for (const form of formsOf(body, path)) await press(form, depth + 1);
    for (const [, link] of body.matchAll(/<a [^>]*href="(\/[^"]+)"/g)) await open(link!, depth + 1);
  }

  for (const path of paths) await open(path, 0);
  return pressed.size;
}

interface PageForm {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** One for each button: a named button is a field of what it sends. */
export function formsOf(body: string, path: string): PageForm[] {
  return [...body.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, attributes = "", content = ""]) => {
    const action = /action="([^"]*)"/.exec(attributes)?.[1] ?? path;
    const fields = [...content.matchAll(/<input[^>]*>/g)].flatMap(([input]) => fieldOf(input));
    const buttons = [...content.matchAll(/<button[^>]*>/g)].flatMap(([button]) => fieldOf(button));
    return buttons.length === 0
      ? [{ action, fields }]
      : buttons.map((button) => ({ action, fields: [...fields, button] }));
  });
}

function fieldOf(tag: string): (readonly [string, string])[] {
  const name = /name="([^"]*)"/.exec(tag)?.[1];
  return name === undefined ? [] : [[name, /value="([^"]*)"/.exec(tag)?.[1] ?? ""]];
}
