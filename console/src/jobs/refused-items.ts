import type { Client } from "urql";
import { problemOf, type ResultOf } from "../graphql/index.js";
import { NAMED_IN_JOB, REFUSED_OF_JOB } from "./jobs.documents.js";

/** An item that was refused. */
export interface RefusedItem {
  /** Place among the items, from 0. */
  readonly index: number;
  /** What it was named by: the id of a permission. */
  readonly named: string | null;
  /** Null where it is no more, or another's by now. */
  readonly address: string | null;
  readonly mailbox: string | null;
  readonly code: string;
  readonly message: string;
}

export interface RefusedPage {
  readonly items: readonly RefusedItem[];
  /** Null after the last page. */
  readonly next: string | null;
}

type Node = NonNullable<ResultOf<typeof REFUSED_OF_JOB>["node"]>;
type Results = Extract<Node, { results: unknown }>["results"];

/** Up to 200 of them by name, in their order. Throws the problem where the server does not answer. */
export async function refusedPage(client: Client, id: string, after: string | null): Promise<RefusedPage> {
  const asked = await client.query(REFUSED_OF_JOB, { id, after }, { requestPolicy: "network-only" }).toPromise();
  const problem = problemOf(asked.error);
  if (problem !== null) throw problem;
  const node = asked.data?.node;
  if (node === null || node === undefined || !("results" in node)) return { items: [], next: null };
  const { edges, pageInfo } = node.results;
  const items = await withNames(client, edges);
  return { items, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
}

/** All pages. */
export async function allRefused(client: Client, id: string): Promise<RefusedItem[]> {
  const items: RefusedItem[] = [];
  for (let after: string | null = null; ; ) {
    const page: RefusedPage = await refusedPage(client, id, after);
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  }
}

async function withNames(client: Client, edges: Results["edges"]): Promise<RefusedItem[]> {
  const ids = edges.flatMap(({ node: { named } }) => (named === null || named === undefined ? [] : [named]));
  const { data } = ids.length === 0 ? {} : await client.query(NAMED_IN_JOB, { ids }).toPromise();
  const found = (data?.nodes ?? []).flatMap((node) => (node !== null && "identity" in node ? [node] : []));
  const byId = new Map(found.map((node) => [node.id, node]));
  return edges.map(({ node: { index, named = null, errors } }) => {
    const authorization = named === null ? undefined : byId.get(named);
    return {
      index,
      named,
      address: authorization?.identity.address ?? null,
      mailbox: authorization?.account.address ?? null,
      code: errors[0]?.reason ?? "",
      message: errors[0]?.message ?? "",
    };
  });
}
