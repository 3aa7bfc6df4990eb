import { v7 } from "uuid";

/** A new time-ordered identifier (UUID version 7, RFC 9562), lower case with dashes: 36 ASCII characters. */
export function newIdentifier(): string {
  return v7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isIdentifier(text: string): boolean {
  return UUID.test(text);
}
