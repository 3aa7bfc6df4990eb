import type { EntityManager } from "typeorm";

/** Rows of a hand-written query: decisions are asked for each message, and building entities would cost more than they. */
export async function rowsOf<Row>(
  manager: EntityManager,
  text: string,
  parameters: readonly (string | number)[],
): Promise<Row[]> {
  return manager.query(text, [...parameters]);
}

/** `?, ?, ?` */
export function marks(count: number): string {
  return new Array(count).fill("?").join(", ");
}
