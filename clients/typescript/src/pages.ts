/** A page of a list, as every list of the API answers. */
export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

export type NodeOf<C> = C extends Connection<infer Node> ? Node : never;

export function nodesOf<Node>(connection: Pick<Connection<Node>, "edges"> | null | undefined): readonly Node[] {
  return connection?.edges.map(({ node }) => node) ?? [];
}

/** All pages of a list, one after the other: `for await (const rows of pagesOf((after) => …))`. */
export async function* pagesOf<Node>(
  load: (after: string | null) => Promise<Connection<Node>>,
): AsyncGenerator<readonly Node[]> {
  let after: string | null = null;
  for (;;) {
    const page: Connection<Node> = await load(after);
    yield nodesOf(page);
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor ?? null;
  }
}
