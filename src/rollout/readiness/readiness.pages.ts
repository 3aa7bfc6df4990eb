import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { authenticate } from "../../access/index.js";
import { readGlobalId, type Services } from "../../graphql/index.js";
import { ADMINISTRATORS, badInput, type GlobalId, requireRole, requireScope, type Scope } from "../../kernel/index.js";
import { resolveScope } from "../../tenancy/index.js";
import { readinessCsv, readinessJson } from "./export-readiness.js";
import { readinessWindow } from "./summarize.js";

interface ExportQuery {
  readonly resellerId?: string;
  readonly domainId?: string;
  readonly accountId?: string;
  readonly at?: string;
  readonly days?: string;
}

/**
 * `GET /export/readiness.csv` and `.json`, streamed, for administrators: every unauthorized address in the caller's
 * scope, or in the one that `resellerId`, `domainId` or `accountId` names.
 */
export function registerReadinessExport(app: FastifyInstance, services: Services): void {
  const { database, clock } = services;
  for (const [path, type, write] of [
    ["/export/readiness.csv", "text/csv; charset=utf-8", readinessCsv],
    ["/export/readiness.json", "application/json; charset=utf-8", readinessJson],
  ] as const) {
    app.get<{ Querystring: ExportQuery }>(path, async (request, reply) => {
      const scope = await scopeOf(services, request);
      const wanted = { at: momentOf(request.query.at), days: request.query.days ? Number(request.query.days) : null };
      const options = await readinessWindow(database.reader, scope, wanted, clock.now());
      const name = path.slice(path.lastIndexOf("/") + 1);
      reply.header("content-disposition", `attachment; filename="${name}"`).header("cache-control", "no-store");
      return reply.type(type).send(Readable.from(write(database.reader, scope, options)));
    });
  }
}

async function scopeOf(services: Services, request: FastifyRequest<{ Querystring: ExportQuery }>): Promise<Scope> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
  const actor = await authenticate(services, bearer, {
    remoteAddress: request.ip,
    userAgent: request.headers["user-agent"] ?? null,
    requestId: request.id,
  });
  requireRole(actor, ...ADMINISTRATORS);
  const { resellerId, domainId, accountId } = request.query;
  if (!resellerId && !domainId && !accountId) return requireScope(actor);
  const input = { resellerId: idIn(resellerId), domainId: idIn(domainId), accountId: idIn(accountId) };
  return resolveScope(services.database.reader, actor, input, "scope");
}

function idIn(text: string | undefined): GlobalId | undefined {
  return text === undefined ? undefined : readGlobalId(text);
}

function momentOf(text: string | undefined): Date | null {
  if (!text) return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw badInput("DATE_NOT_ALLOWED", "at", "at must be a date and time", "for instance 2026-04-12T00:00:00Z");
  return at;
}
