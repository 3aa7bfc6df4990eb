import { ApiKey } from "../../../access/index.js";
import { fromGlobalId, readGlobalId } from "../../../graphql/index.js";
import { SAMPLE_ISSUER, SAMPLE_PANEL_KEYS, SAMPLE_SIGN_INS } from "../plan/credentials.js";
import { SAMPLE_HOSTS, type SampleHost } from "../plan/gateways.js";
import { DEMO_PASSWORD } from "../sign-ins.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

interface KeyToMake {
  readonly name: string;
  readonly kind: "GATEWAY" | "PANEL";
  readonly scope: Readonly<Record<string, unknown>>;
}

/** Keys, an issuer, sessions, and how far the gateways are. */
export function credentialSteps(): Step[] {
  return [
    ...SAMPLE_HOSTS.flatMap((host): Step[] => [
      {
        when: { daysAgo: host.keyMadeDaysAgo, at: "10:00" },
        run: (stage) => makeKey(stage, "admin", { name: host.name, kind: "GATEWAY", scope: { platform: true } }),
      },
      // From the beginning on, so that the list has them in their order; and for the last time now.
      { when: { daysAgo: host.keyMadeDaysAgo, at: "10:20" }, run: (stage) => reportGateway(stage, host, 0) },
      { when: { minutesAgo: 0 }, run: (stage) => reportGateway(stage, host, host.behind) },
    ]),
    ...SAMPLE_PANEL_KEYS.flatMap((key): Step[] => [
      {
        when: { daysAgo: key.madeDaysAgo, at: "15:00" },
        run: (stage) =>
          makeKey(stage, key.by, { name: key.name, kind: "PANEL", scope: { resellerId: stage.id(key.reseller) } }),
      },
      { when: key.used, run: (stage) => noteUse(stage, key.name) },
      ...("revokedDaysAgo" in key
        ? [{ when: { daysAgo: key.revokedDaysAgo, at: "16:10" }, run: (stage: Stage) => revokeKey(stage, key) }]
        : []),
    ]),
    { when: { daysAgo: SAMPLE_ISSUER.madeDaysAgo, at: "12:00" }, run: registerIssuer },
    ...SAMPLE_SIGN_INS.map(
      ({ login, minutesAgo, userAgent }): Step => ({
        when: { minutesAgo },
        run: (stage) =>
          stage.call(
            stage.visitor(userAgent),
            "mutation ($input: SignInInput!) { signIn(input: $input) { expiresAt } }",
            {
              input: { login, password: DEMO_PASSWORD },
            },
          ),
      }),
    ),
  ];
}

async function makeKey(stage: Stage, by: string, input: KeyToMake): Promise<void> {
  const { key } = await stage.callAs<{ key: { id: string } }>(
    by,
    "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key { id } } }",
    { input },
  );
  stage.remember(input.name, key.id);
  await stage.introduce(input.name, {
    kind: "API_KEY",
    role: input.kind,
    id: fromGlobalId("ApiKey", readGlobalId(key.id)),
    scope: input.scope,
  });
}

async function revokeKey(stage: Stage, { by, name }: { readonly by: string; readonly name: string }): Promise<void> {
  await stage.callAs(by, "mutation ($id: ID!) { revokeApiKey(id: $id) { id } }", { id: stage.id(name) });
}

async function reportGateway(stage: Stage, { name, version, judgesFrom }: SampleHost, behind: number): Promise<void> {
  const askedAt = stage.clock.now().toISOString();
  const revision = await stage.callAs<number>(name, "{ platformRevision }");
  await stage.callAs(name, "mutation ($input: ReportGatewayInput!) { reportGateway(input: $input) { id } }", {
    input: {
      name,
      version,
      revision: Math.max(0, revision - behind),
      askedAt,
      fromAskedAt: judgesFrom ? askedAt : null,
    },
  });
  await noteUse(stage, name);
}

/** As calls with the key note it. */
async function noteUse(stage: Stage, name: string): Promise<void> {
  const id = fromGlobalId("ApiKey", readGlobalId(stage.id(name)));
  await stage.services.database.write((tx) => tx.manager.update(ApiKey, { id }, { lastUsedAt: tx.now }));
}

async function registerIssuer(stage: Stage): Promise<void> {
  const { name, reseller, by, issuer, audience, keyId, pem } = SAMPLE_ISSUER;
  await stage.callAs(
    by,
    "mutation ($input: RegisterTrustedIssuerInput!) { registerTrustedIssuer(input: $input) { id } }",
    {
      input: {
        name,
        issuer,
        audience,
        scope: { resellerId: stage.id(reseller) },
        algorithm: "EdDSA",
        publicKeys: [{ keyId, pem }],
        allowedRoles: ["ACCOUNT"],
      },
    },
  );
}
