import type { Services } from "../../graphql/index.js";
import type { OpenedChallenge } from "./challenge.js";
import { canHavePasskeys, requestOptions } from "./passkey.js";
import { countRecoveryCodes } from "./recovery-codes.js";
import { SecondFactorKind } from "./second-factor.entity.js";
import { listSecondFactors, passkeysAmong } from "./second-factors.queries.js";

/** What somebody has to show, and with what they can. */
export interface DescribedChallenge {
  readonly token: string;
  readonly expiresAt: Date;
  readonly kinds: readonly SecondFactorKind[];
  readonly recoveryCodesLeft: number;
  /** For the browser's `parseRequestOptionsFromJSON`; null without a passkey. */
  readonly passkeyOptions: object | null;
}

export async function describeChallenge(
  { database, configuration }: Services,
  administratorId: string,
  { token, expiresAt, passkeyChallenge }: OpenedChallenge,
): Promise<DescribedChallenge> {
  const factors = await listSecondFactors(database.reader, administratorId);
  const passkeys = canHavePasskeys(configuration.publicUrl) ? passkeysAmong(factors) : [];
  return {
    token,
    expiresAt,
    kinds: Object.values(SecondFactorKind).filter((each) => factors.some(({ kind }) => kind === each)),
    recoveryCodesLeft: await countRecoveryCodes(database.reader, administratorId),
    passkeyOptions:
      passkeys.length > 0 ? await requestOptions(configuration.publicUrl, passkeyChallenge, passkeys) : null,
  };
}
