import { findAdministratorByLogin, resetFoundAdministrator } from "../access/index.js";
import { SYSTEM_ACTOR } from "../kernel/index.js";
import { withServices } from "./open-services.js";
import { nothingThere } from "./scope-options.js";
import { terminalLanguage } from "./terminal-language.js";

/** The way back in for the last operator: whoever may run this on the host may read the database anyway. */
export async function resetSecondFactor(login: string): Promise<void> {
  const { say } = terminalLanguage();
  await withServices(({ database }) =>
    database.write(async (tx) => {
      const administrator = await findAdministratorByLogin(tx.manager, login);
      if (administrator === null) throw nothingThere(say("usage.noAdministrator", { name: login }));
      await resetFoundAdministrator(tx, SYSTEM_ACTOR, administrator.id);
    }),
  );
  console.log(say("verb.factorReset", { login }));
}
