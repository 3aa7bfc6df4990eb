import { randomBytes } from "node:crypto";

/** Name of the header by which a complaint finds its message again, where agents are told to add it. */
export const TRACE_HEADER = "X-Mayfrom-Trace";

const TOKEN_BYTES = 16;
const TOKEN = /^[0-9a-f]{32}$/;

/** 128 random bits, hexadecimal: it says nothing of the message, and nobody comes upon one who has not seen it. */
export function newTraceToken(): string {
  return randomBytes(TOKEN_BYTES).toString("hex");
}

export function isTraceToken(text: string): boolean {
  return TOKEN.test(text);
}
