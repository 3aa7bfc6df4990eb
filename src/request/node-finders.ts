import type { Node } from "./node.js";
import type { RequestContext } from "./request-context.js";

/**
 * How a room finds its nodes by UUID for `node(id)`, by the name of their type. A finder applies the caller's scope and
 * gives null for what the caller may not see, as for what does not exist.
 */
export type NodeFinders = Readonly<Record<string, (context: RequestContext, id: string) => Promise<Node | null>>>;
