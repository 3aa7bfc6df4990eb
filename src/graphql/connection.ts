import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";
import type { Page, PageRequest, Total } from "../database/index.js";
import { FIELD_WEIGHTS } from "./field-weights.js";
import { VisibleTo } from "./visibility.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there are rows after these" })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: "Whether there are rows before these" })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: "Of the first row; null where there is none" })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: "Of the last row; null where there is none" })
  endCursor: string | null;
}

/**
 * Arguments of every list: forwards with `first` and `after`, or backwards with `last` and `before`; a size is from 1 to
 * 200 (default 50). A cursor is good for the list that gave it out, with the same filter and order.
 */
@ArgsType()
export class PageArguments implements PageRequest {
  @Field(() => Int, { nullable: true, description: "1 to 200, default 50" })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "A cursor of this list, with the same filter and order" })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: "Backwards from the end, or from `before`: 1 to 200" })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "A cursor of this list, with the same filter and order" })
  before?: string | null;
}

export interface Edge<Row> {
  readonly node: Row;
  readonly cursor: string;
}

export interface Connection<Row> {
  readonly edges: readonly Edge<Row>[];
  readonly pageInfo: PageInfo;
  /** Called by the executor where the field is selected, and by nobody else. */
  readonly totalCount: () => Promise<number>;
  readonly isTotalExact: () => Promise<boolean>;
}

/** The Relay connection type `<Name>Connection` of a node type; call once per type at module level. */
export function connectionType<Row extends object>(NodeType: ClassType<Row>, name = NodeType.name) {
  @VisibleTo("WITH_PARENT")
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class EdgeOfNode implements Edge<Row> {
    @Field(() => NodeType)
    node: Row;

    @Field(() => String)
    cursor: string;
  }

  @VisibleTo("WITH_PARENT")
  @ObjectType(`${name}Connection`, { simpleResolvers: true })
  class ConnectionOfNode implements Connection<Row> {
    @Field(() => [EdgeOfNode])
    edges: EdgeOfNode[];

    @Field(() => PageInfo)
    pageInfo: PageInfo;

    @Field(() => Int, {
      complexity: FIELD_WEIGHTS.count,
      description: "Rows of the whole list. Above 10,000 it is 10,000, and `isTotalExact` false: at least as many.",
    })
    totalCount: () => Promise<number>;

    @Field(() => Boolean, { complexity: FIELD_WEIGHTS.count })
    isTotalExact: () => Promise<boolean>;
  }

  return ConnectionOfNode;
}

/**
 * A page of what is shown for each row; a row for which nothing is there any more, deleted between two reads, is left
 * out together with its cursor.
 */
export async function showRows<Row, Shown>(
  page: Page<Row>,
  show: (row: Row) => Promise<Shown | null>,
): Promise<Page<Shown>> {
  const shown = await Promise.all(page.rows.map(show));
  const present = shown.flatMap((each, index) => (each === null ? [] : [{ each, cursor: page.cursors[index] ?? "" }]));
  return { ...page, rows: present.map(({ each }) => each), cursors: present.map(({ cursor }) => cursor) };
}

export function toConnection<Row>(page: Page<Row>): Connection<Row> & { edges: Edge<Row>[] } {
  let counted: Promise<Total> | null = null;
  const total = () => {
    counted ??= page.total();
    return counted;
  };
  return {
    totalCount: async () => (await total()).count,
    isTotalExact: async () => (await total()).isExact,
    edges: page.rows.map((node, index) => ({ node, cursor: page.cursors[index] ?? "" })),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: page.cursors[0] ?? null,
      endCursor: page.cursors.at(-1) ?? null,
    },
  };
}
