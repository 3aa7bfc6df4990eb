import type { FastifyReply, FastifyRequest } from "fastify";
import { isThisMachine } from "../config/index.js";

/**
 * A hook for pages without a sign-in: they answer only to a caller on this machine who asks under its name. Whoever
 * comes through a proxy is somebody else; so is a foreign page whose name is made to point here (DNS rebinding).
 */
export async function thisMachineOnly(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const isForwarded = request.headers["x-forwarded-for"] !== undefined || request.headers.forwarded !== undefined;
  const isHere = isThisMachine(request.socket.remoteAddress ?? "") && !isForwarded;
  if (isHere && isThisMachine(request.hostname)) return undefined;
  return reply.code(421).type("text/plain").send("Open this page on the machine itself, under localhost.\n");
}
